// Small conveniences; every page works without them.
const openMenus = () => document.querySelectorAll('details[data-menu][open]')

document.addEventListener('click', event => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false
})

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary').focus()
  }
})

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print()
})

// a form is sent once, however often its button is pressed
document.addEventListener('submit', event => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
})
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})

// a form that needs another look: who came for it is taken there
const lookAgain = came => came.querySelector('[data-errors]')?.focus()
document.addEventListener('htmx:load', event => lookAgain(event.detail.elt))
lookAgain(document)

// a link to a field that is folded away opens the fold
const unfold = () => {
  const field = location.hash && document.getElementById(location.hash.slice(1))
  if (!field || !field.closest('details:not([open])')) return
  for (let fold = field; (fold = fold.parentElement.closest('details')); ) fold.open = true
  field.scrollIntoView({block: 'center'})
  field.focus()
}
window.addEventListener('hashchange', unfold)
unfold()

// a session that ended answers with the sign-in page: show it as a page, never inside this one
document.addEventListener('htmx:beforeSwap', event => {
  const {xhr, requestConfig} = event.detail
  const asked = new URL(requestConfig.path, location.href)
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked.pathname) {
    event.detail.shouldSwap = false
    if (!leaving(event)) location.reload()
  }
})

// too much at once: said beside what is on the page, which stays as it is; the next answer ends it
document.addEventListener('htmx:beforeSwap', event => {
  const slow = document.getElementById('slow-down')
  if (!slow) return
  const wait = event.detail.xhr.status === 429
  slow.innerHTML = wait ? event.detail.xhr.responseText : ''
  if (wait) event.detail.shouldSwap = false
})

// a form that was sent is on its way to another page: nothing asked in between may turn it back
const leaving = event => Boolean(event.detail.elt.closest('form[data-sent]'))
document.addEventListener('htmx:beforeRequest', event => {
  if (leaving(event)) event.preventDefault()
})

// what was typed last is kept though the page is left before it was sent
for (const form of document.querySelectorAll('form[data-keep]')) {
  let typed = false
  form.addEventListener('input', () => { typed = true })
  form.addEventListener('htmx:beforeRequest', () => { typed = false })
  window.addEventListener('pagehide', () => {
    if (typed && !form.dataset.sent) navigator.sendBeacon(form.action, new FormData(form))
    typed = false
  })
}

// who cannot see the page is told what came: how many rows, or the first of those added
let added = false
document.addEventListener('htmx:beforeRequest', event => {
  added = Boolean(event.detail.elt.closest('[data-more]'))
})
document.addEventListener('htmx:load', event => {
  const came = event.detail.elt
  const status = document.querySelector('[data-status]')
  const found = came.closest('[data-found]') || came.querySelector('[data-found]')
  if (status && found && document.readyState === 'complete') status.textContent = found.dataset.found
  if (!added) return
  added = false
  const first = came.querySelector('li')
  if (!first) return
  first.tabIndex = -1
  first.focus({preventScroll: true})
})
