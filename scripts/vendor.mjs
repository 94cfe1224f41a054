// Copies what the site serves out of node_modules into static/vendor, with each
// package's licence and a manifest of versions and hashes. Run by `npm run vendor`
// after `npm ci`; the result is committed, so that running the site needs no npm.
import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'

const ICONS = `
  archive arrow-left arrow-repeat arrow-right bank box-arrow-right building calculator calendar-check
  calendar-event chat-left-text check-circle check2 chevron-down chevron-right clock
  clock-history credit-card download envelope envelope-paper exclamation-triangle eye
  file-earmark-pdf file-earmark-text filter flag gear geo-alt hash hospital house info-circle
  journal-text key list lock moon-stars paperclip pause-circle pencil people person piggy-bank
  plus-lg printer question-circle search shield-check shield-lock sort-down star sun telephone
  telephone-inbound telephone-outbound three-dots translate trash upload wallet2 x-circle x-lg
`.trim().split(/\s+/)
const LETTER_FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

const site = {
  'bootstrap': ['dist/css/bootstrap.min.css'],
  'bootstrap-icons': ICONS.map(icon => `icons/${icon}.svg`),
  'htmx.org': ['dist/htmx.min.js'],
  '@fontsource-variable/public-sans': ['latin', 'latin-ext'].map(s => `files/public-sans-${s}-wght-normal.woff2`),
  // pages use one weight of the serif: half the bytes of the variable file, which letters show
  '@fontsource/source-serif-4': ['files/source-serif-4-latin-600-normal.woff2'],
  '@fontsource-variable/source-serif-4': ['files/source-serif-4-latin-wght-normal.woff2'],
  // whole fonts for the PDFs: WeasyPrint garbles text set from several subset files of one family
  '@expo-google-fonts/source-serif-4': LETTER_FACES.map(f => `${f}/SourceSerif4_${f}.ttf`),
  '@expo-google-fonts/public-sans': ['400Regular', '700Bold'].map(f => `${f}/PublicSans_${f}.ttf`),
}
const tests = {'axe-core': ['axe.min.js']}

function bodyOf(path) {
  const body = readFileSync(path)
  if (!/\.(css|js)$/.test(path)) return body
  // source maps are not shipped: Django's manifest storage must not look for them
  return Buffer.from(body.toString().replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/m, ''))
}

function copyPackage(name, files, root) {
  const from = join('node_modules', name), folder = name.replace('@', '').replace('/', '-')
  const licences = readdirSync(from).filter(f => /^(licen[cs]e|ofl|notice)/i.test(f))
  if (!licences.length) throw new Error(`${name}: no licence file`)
  const {version, license} = JSON.parse(readFileSync(join(from, 'package.json')))
  const hashes = {}
  mkdirSync(join(root, folder), {recursive: true})
  for (const file of [...files, ...licences]) {
    const to = join(folder, basename(file)), body = bodyOf(join(from, file))
    writeFileSync(join(root, to), body)
    hashes[to] = createHash('sha256').update(body).digest('hex')
  }
  return {version, licence: license, files: hashes}
}

function vendor(packages, root) {
  rmSync(root, {recursive: true, force: true})
  const manifest = {}
  for (const [name, files] of Object.entries(packages)) {
    manifest[name] = copyPackage(name, files, root)
    console.log(`${root}: ${name} ${manifest[name].version} (${manifest[name].licence})`)
  }
  writeFileSync(join(root, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
}

vendor(site, 'static/vendor')
vendor(tests, 'tests/vendor')
