// The tab one stands on is in sight, also where the row is wider than the phone.
for (const tab of document.querySelectorAll('.tabs > [aria-current]')) {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}
