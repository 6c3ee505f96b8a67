// <input type="file" data-preview>: shows the chosen picture on a canvas (no blob: address, so the CSP stays strict).
for (const input of document.querySelectorAll("input[type=file][data-preview]")) {
  const canvas = document.createElement("canvas");
  canvas.className = "preview";
  canvas.hidden = true;
  input.after(canvas);
  input.addEventListener("change", async () => {
    canvas.hidden = true;
    const file = input.files[0];
    if (!file || !file.type.startsWith("image/")) return;
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, 400 / Math.max(picture.width, picture.height));
      canvas.width = picture.width * scale;
      canvas.height = picture.height * scale;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.hidden = false;
    } catch {
      /* a format this browser can't draw; the server judges it */
    }
  });
}
