import '@fontsource-variable/inter/index.css'
import './theme.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { wearTheme } from './components/look'
import { loadCatalogue } from './components/catalogue'
import { adopt, isLanguage, startSpeaking } from './components/say'
import { watchTraffic } from './components/traffic'
import { router } from './router'
import { useKeeping } from './workspace/keeping'
import { followEngine } from './workspace/revive'
import { useWorkspace } from './workspace/workspace'

watchTraffic()
const app = createApp(App).use(createPinia())

// A language in the address (before or behind the hash) is for this visit.
const asked =
  new URLSearchParams(location.search).get('lang') ??
  new URLSearchParams(location.hash.split('?')[1] ?? '').get('lang')
if (isLanguage(asked)) adopt(asked)
wearTheme()

followEngine()
// What was kept comes back before any file that is dropped.
void useKeeping().begin()
// The engine starts while the reader still looks for a file; a failure is a state of the workspace.
void useWorkspace()
  .start()
  // And what draws the first picture comes while nothing else is to do.
  .then(() => Promise.all([import('./components/Chart.vue'), import('./charts/echarts')]))
  .catch(() => undefined)
void loadCatalogue()
await startSpeaking()
app.use(router).mount('#app')
