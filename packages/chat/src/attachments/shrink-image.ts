/** Pixels of the longer side: what vision models look at, at most. */
const MOST_PIXELS = 1280;
const QUALITY = 0.85;

/**
 * A picture as a small JPEG in a `data:` address: no larger than a model looks at, upright, and without what cameras write
 * into it (the place it was taken, above all). Rejects when the browser cannot read it.
 */
export async function shrinkImage(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
  try {
    const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff'; // JPEG knows no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const address = canvas.toDataURL('image/jpeg', QUALITY);
    if (!address.startsWith('data:image/jpeg;base64,')) throw new Error('The browser gave no JPEG');
    return address;
  } finally {
    picture.close();
  }
}
