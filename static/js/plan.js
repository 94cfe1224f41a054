// A slider says what it comes to while it moves; without this the page says it once it is sent.
const money = new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD'})
document.addEventListener('input', event => {
  const range = event.target
  if (range.type !== 'range') return
  const output = document.querySelector(`output[for="${range.id}"]`)
  if (!output) return
  const result = Number(output.dataset.base) + Number(range.value)
  output.textContent = output.dataset.kind === 'dollars' ? money.format(result) : range.value
})
