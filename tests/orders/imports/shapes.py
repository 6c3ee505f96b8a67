"""The campaigns that the forms in these tests order from."""

from bukapo.orders.imports.shape import Field, Option, Product, Shape, Value

SIZES = Option(
    "Ukuran",
    (Value("S"), Value("M"), Value("L"), Value("XL", 5_000), Value("XXL", 10_000), Value("3XL", 15_000)),
)
COLOURS = Option("Warna", (Value("Hitam", is_default=True), Value("Navy"), Value("Maroon")))
SLEEVES = Option("Lengan", (Value("Pendek", is_default=True), Value("Panjang", 10_000)))
NAME_AND_NUMBER = Field("Nama & nomor punggung", max_length=16, price=15_000)

KAOS = Product("Kaos Reuni", 95_000, (SIZES, COLOURS, SLEEVES), (NAME_AND_NUMBER,))
KAOS_REUNI = Shape((KAOS,))

JERSEY = Shape(
    (
        Product(
            "Jersey Futsal",
            120_000,
            (Option("Ukuran", tuple(Value(n) for n in ["S Anak", "M Anak", "S", "M", "L", "XL"])),),
            (
                Field("Nama punggung", max_length=12, price=10_000, required=True),
                Field("Nomor punggung", kind="number", max_length=2, price=5_000),
            ),
        ),
    )
)

KUE = Shape(
    (
        Product(
            "Nastar", 85_000, (Option("Isi", (Value("500 gr", is_default=True), Value("1 kg", 80_000))),)
        ),
        Product("Kastengel", 95_000),
        Product("Putri Salju", 80_000),
    )
)

KAOS_DAN_HOODIE = Shape((KAOS, Product("Hoodie Reuni", 185_000, (SIZES, COLOURS))))
