from setup import translations


def test_every_text_has_its_english() -> None:
    complaints = translations.complaints()
    assert not complaints, "\n".join(["python setup/translations.py extract, then translate:", *complaints])
