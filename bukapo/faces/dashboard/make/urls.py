from django.urls import URLPattern, path

from bukapo.faces.dashboard.make import (
    board,
    checks,
    hand_overs,
    jobs,
    patterns,
    recap,
    work_order,
    work_order_new,
    work_orders,
    workshop_link,
)

_PO = "<slug:store>/po/<slug:campaign>"

_SPK = f"{_PO}/produksi/spk/<slug:number>"

urlpatterns: list[URLPattern] = [
    path("<slug:store>/produksi/", board.board_page, name="board"),
    path("<slug:store>/produksi/layar/", board.walls_page, name="board_walls"),
    path("<slug:store>/produksi/layar/<int:wall>/cabut/", board.end, name="board_wall_end"),
    path(f"{_PO}/produksi/papan/", board.board_of_campaign, name="work_order_board"),
    path(f"{_SPK}/periksa/", checks.checks, name="work_order_checks"),
    path(f"{_SPK}/periksa/kembali/<int:defect>/", checks.check_return, name="work_order_check_return"),
    path(f"{_SPK}/periksa/ongkos/<int:defect>/", checks.check_price, name="work_order_check_price"),
    path(f"{_SPK}/periksa/<int:inspection>/batal/", checks.check_withdraw, name="work_order_check_withdraw"),
    path(f"{_PO}/rekap/", recap.recap, name="recap"),
    path(f"{_PO}/rekap/unduh/<slug:kind>/", recap.download, name="recap_file"),
    path(f"{_PO}/rekap/tutup/", recap.close, name="recap_close"),
    path(f"{_PO}/rekap/versi-baru/", recap.amend, name="recap_amend"),
    path(f"{_PO}/produksi/", work_orders.work_orders_page, name="work_orders"),
    path(f"{_PO}/produksi/antrean/", jobs.jobs, name="jobs"),
    path(f"{_PO}/produksi/antrean/<slug:number>/", jobs.job, name="job"),
    path(f"{_PO}/produksi/antrean/<slug:number>/janji/", jobs.promise, name="job_promise"),
    path(f"{_PO}/produksi/antrean/<slug:number>/urutan/", jobs.turn, name="job_turn"),
    path(f"{_PO}/produksi/antrean/<slug:number>/jadi/", jobs.made, name="job_made"),
    path(f"{_PO}/produksi/antrean/<slug:number>/spk/", jobs.again, name="job_again"),
    path(f"{_PO}/produksi/spk-baru/", work_order_new.work_order_new, name="work_order_new"),
    path(f"{_PO}/produksi/selesai/", work_orders.produced, name="work_orders_done"),
    path(f"{_PO}/produksi/spk/<slug:number>/", work_order.work_order, name="work_order"),
    path("<slug:store>/pola-tahap/", patterns.patterns, name="store_patterns"),
    path(
        f"{_PO}/produksi/spk/<slug:number>/serah-terima/", hand_overs.hand_overs, name="work_order_hand_overs"
    ),
    path(
        f"{_PO}/produksi/spk/<slug:number>/serah-terima/<int:hand_over>/",
        hand_overs.receive,
        name="hand_over_receive",
    ),
    path(f"{_PO}/produksi/spk/<slug:number>/serah-terima/hilang/", hand_overs.lost, name="hand_over_lost"),
    path(f"{_PO}/produksi/spk/<slug:number>/cetak/", work_order.pdf, name="work_order_pdf"),
    path(f"{_PO}/produksi/spk/<slug:number>/excel/", work_order.xlsx, name="work_order_xlsx"),
    path(f"{_PO}/produksi/spk/<slug:number>/jawab/", work_order.answer, name="work_order_answer"),
    path(
        f"{_PO}/produksi/spk/<slug:number>/tautan-konveksi/",
        workshop_link.renew,
        name="work_order_workshop_link",
    ),
    path(f"{_PO}/produksi/spk/<slug:number>/batal/", work_order.cancel, name="work_order_cancel"),
    path(f"{_PO}/produksi/spk/<slug:number>/tautan/", work_order.renew_link, name="work_order_link"),
]
