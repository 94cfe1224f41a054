// Binds the forms marked data-passkey to allauth's own script, and says what went wrong.
// A passkey belongs to a name: a browser refuses it for a bare address such as 127.0.0.1.
const bareAddress = /^[\d.]+$|:/.test(location.hostname)
const possible = Boolean(window.PublicKeyCredential) && !bareAddress

document.addEventListener('allauth.error', event => {
  event.preventDefault()
  const place = document.querySelector('[data-passkey-trouble]')
  const words = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known' }
  place.textContent = place.dataset[words[event.detail.exception.name] || 'failed']
  place.hidden = false
})

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!possible) continue
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids: JSON.parse(form.dataset.ids) })
  form.hidden = false
}
for (const note of document.querySelectorAll('[data-passkey-impossible]')) note.hidden = possible

// On one's own machine the same page has a name too.
const named = new URL(location.href)
named.hostname = 'localhost'
for (const note of document.querySelectorAll('[data-passkey-named]')) {
  note.hidden = !/^127\.|^\[::1\]$/.test(location.hostname)
  Object.assign(note.querySelector('[data-passkey-link]'), { href: named, textContent: named })
}
