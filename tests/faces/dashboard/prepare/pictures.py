import io

from PIL import Image


def picture(name="foto.jpg", size=(300, 400)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    file = io.BytesIO(out.getvalue())
    file.name = name
    return file
