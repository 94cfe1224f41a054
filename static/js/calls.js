// Notes of a call survive a dead network: this device keeps them until the site has them.
// Each entry: {url, keep, fields, tap, at}. What waits is sent once: its form_key sees to that.
const PREFIX = 'call:'
const RETRY = 5000

const store = {
  keys: () => {
    try { return Object.keys(localStorage).filter(key => key.startsWith(PREFIX)) } catch { return [] }
  },
  read: key => {
    try { return JSON.parse(localStorage.getItem(key)) } catch { return null }
  },
  write: (key, entry) => {
    try { localStorage.setItem(key, JSON.stringify(entry)) } catch { /* private window, or full */ }
  },
  drop: key => {
    try { localStorage.removeItem(key) } catch { /* nothing was kept */ }
  }
}

// ---- sending what waits, from whatever page is open ------------------------------------------

const post = (url, fields, token, tap) => {
  const body = new URLSearchParams({...fields, csrfmiddlewaretoken: token})
  if (tap) body.set('tap', tap)
  return fetch(url, {method: 'POST', body, headers: {'X-Call': '1'}, redirect: 'error'})
}

// a page made offline has an old token: the call's own page gives a fresh one, and says who we are
const freshToken = async url => {
  const answer = await fetch(url, {redirect: 'error'})
  if (!answer.ok) return null
  const came = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return came.querySelector('[data-call] [name=csrfmiddlewaretoken]')?.value
}

const send = async key => {
  const entry = store.read(key)
  if (!entry?.tap) return null
  const token = await freshToken(entry.url)
  if (!token) return null
  const answer = await post(entry.url, entry.fields, token, entry.tap)
  if (answer.ok) {
    store.drop(key)
    return (await answer.json()).url
  }
  if (answer.status === 422) {
    // something in it needs another look: the site keeps it as notes, and shows them there
    const kept = await post(entry.keep, entry.fields, token)
    if (kept.ok) store.drop(key)
    return kept.ok ? entry.url : null
  }
  return null
}

let sending = false
const sendAll = async () => {
  if (sending) return
  sending = true
  try {
    for (const key of store.keys()) {
      const url = await send(key)
      if (url && form && key === PREFIX + keyField.value) location.assign(url)
    }
  } catch { /* still no network: tried again */ } finally { sending = false }
}

// ---- the page of a call -----------------------------------------------------------------------

const form = document.querySelector('form[data-call]')
const keyField = form?.elements.form_key
const status = form?.querySelector('[data-call-status]')

const say = (words, offline) => {
  status.textContent = words
  status.classList.toggle('is-offline', Boolean(offline))
}

const typed = () => {
  const fields = Object.fromEntries(new FormData(form))
  delete fields.csrfmiddlewaretoken
  return fields
}

const keep = tap => {
  const entry = {url: form.dataset.call, keep: form.dataset.keep, fields: typed(), tap, at: Date.now()}
  store.write(PREFIX + keyField.value, entry)
}

const fill = fields => {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name]
    if (!field) continue
    if (field.type === 'checkbox') field.checked = true
    else field.value = value
  }
}

// notes this device has and the site has not: they come back as they were typed
const restore = () => {
  const since = Date.parse(form.dataset.kept) || 0
  for (const key of store.keys()) {
    const entry = store.read(key)
    if (entry?.url !== form.dataset.call || entry.tap) continue
    const same = key === PREFIX + keyField.value
    if (since && (!same || entry.at <= since)) continue
    fill(entry.fields)
    if (navigator.onLine) form.dispatchEvent(new Event('change', {bubbles: true}))
    return
  }
}

const sendNow = async tap => {
  const token = form.elements.csrfmiddlewaretoken.value
  const answer = await post(form.dataset.call, typed(), token, tap)
  if (answer.ok) {
    store.drop(PREFIX + keyField.value)
    location.assign((await answer.json()).url)
    return
  }
  // a mistake to look at, or a session that ended: the plain form shows it
  keep()
  const field = Object.assign(document.createElement('input'), {type: 'hidden', name: 'tap', value: tap})
  form.append(field)
  form.submit()
}

const onSubmit = event => {
  const button = event.submitter
  if (button?.dataset.callDiscard !== undefined) store.drop(PREFIX + keyField.value)
  if (button?.name !== 'tap') return
  event.preventDefault()
  if (form.dataset.waiting) return
  form.dataset.waiting = 'yes'
  keep(button.value)
  sendNow(button.value).catch(() => {
    say(form.dataset.wordsWaiting, true)
    setInterval(sendAll, RETRY)
  })
}

// ---- the clock -----------------------------------------------------------------------------------

const clock = () => {
  const box = form.querySelector('[data-timer]')
  const button = box.querySelector('[data-timer-start]')
  const opened = Date.now()
  const opening = form.elements.at.value
  let ticking
  box.hidden = false
  button.addEventListener('click', () => {
    if (ticking) {
      clearInterval(ticking)
      button.hidden = true
      return
    }
    const began = Date.now()
    // the call begins now, not when the page was opened
    if (form.elements.at.value === opening) {
      form.elements.at.value = new Date(Date.parse(`${opening}Z`) + began - opened).toISOString().slice(0, 16)
    }
    ticking = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000)
      form.elements.seconds.value = seconds
      const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
      box.querySelector('[data-timer-shows]').textContent = shown
    }, 1000)
    button.textContent = button.dataset.wordsStop
  })
}

if (form) {
  form.addEventListener('submit', onSubmit)
  const noted = () => {
    if (form.dataset.waiting) return
    keep()
    if (!navigator.onLine) say(form.dataset.wordsOffline, true)
  }
  form.addEventListener('input', noted)
  form.addEventListener('change', noted)
  form.addEventListener('htmx:afterRequest', event => {
    if (event.detail.successful) say(form.dataset.wordsKept)
    else say(form.dataset.wordsOffline, true)
  })
  window.addEventListener('online', () => {
    if (!form.dataset.waiting) form.dispatchEvent(new Event('change', {bubbles: true}))
  })
  clock()
  // htmx listens from then on
  document.addEventListener('DOMContentLoaded', restore)
}
const saved = document.querySelector('[data-call-saved]')
if (saved) store.drop(PREFIX + saved.dataset.callSaved)
window.addEventListener('online', sendAll)
if (store.keys().length) sendAll()
