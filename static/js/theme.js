// Runs before the first paint: the theme the reader chose, else the one of their system.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const kept = () => {
    try { return localStorage.getItem('theme') } catch { return null }
  }
  const show = () => {
    document.documentElement.dataset.bsTheme = kept() || (system.matches ? 'dark' : 'light')
  }
  document.documentElement.classList.add('js')
  show()
  system.addEventListener('change', show)
  document.addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('[data-theme-toggle]')) button.hidden = false
  })
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]')) return
    const next = document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark'
    try { localStorage.setItem('theme', next) } catch { /* private window: not kept */ }
    document.documentElement.dataset.bsTheme = next
  })
})()
