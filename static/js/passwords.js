// A button beside each password shows what was typed. The words come from the form.
for (const form of document.querySelectorAll('form[data-show]')) {
  const words = form.dataset
  for (const field of form.querySelectorAll('input[type=password]')) {
    const box = document.createElement('div')
    const button = document.createElement('button')
    const show = shown => {
      field.type = shown ? 'text' : 'password'
      button.textContent = shown ? words.hide : words.show
      button.setAttribute('aria-label', shown ? words.hideLabel : words.showLabel)
    }
    box.className = 'with-toggle'
    // Bootstrap shows the error that follows what is marked invalid
    box.classList.toggle('is-invalid', field.classList.contains('is-invalid'))
    button.className = 'btn btn-soft'
    button.type = 'button'
    button.addEventListener('click', () => {
      show(field.type === 'password')
      field.focus()
    })
    field.before(box)
    box.append(field, button)
    show(false)
    // browsers offer to keep a password only from a password field
    form.addEventListener('submit', () => show(false))
  }
}
