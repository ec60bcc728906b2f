// A text as a file of the device.
export function saveText(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = Object.assign(document.createElement('a'), {href: url, download: name});
  link.click();
  // A browser that asks where to put it has not read it yet.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
