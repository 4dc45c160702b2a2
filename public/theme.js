// Sets the theme before the first paint; a file of its own because the content-security policy forbids inline scripts.
// The choice is kept under `ziggurat.theme` (`light`, `dark`; anything else follows the system).
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('ziggurat.theme')
  } catch {
    // storage is switched off: follow the system
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : system
  document.documentElement.dataset.theme = theme
  document.documentElement.classList.toggle('dark', theme === 'dark')
})()
