import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { learn } from './components/say'

/** Every page there is, in the order of the menu; `needsData` pages open on the first visit's drop area. */
const pages: (RouteRecordRaw & { name: string })[] = [
  { path: '/overview', name: 'overview', component: () => import('./pages/OverviewPage.vue') },
  { path: '/tiers', name: 'tiers', component: () => import('./pages/TiersPage.vue') },
  { path: '/tiers/scheme', name: 'tiers-scheme', component: () => import('./pages/SchemePage.vue') },
  { path: '/tiers/reviews', name: 'tiers-reviews', component: () => import('./pages/ReviewsPage.vue') },
  { path: '/tiers/compare', name: 'tiers-compare', component: () => import('./pages/ComparePage.vue') },
  { path: '/segments', name: 'segments', component: () => import('./pages/SegmentsPage.vue') },
  {
    path: '/segments/lifecycle',
    name: 'segments-lifecycle',
    component: () => learn('lifecycle').then(() => import('./pages/LifecyclePage.vue')),
  },
  { path: '/segments/profile', name: 'segments-profile', component: () => import('./pages/ProfilePage.vue') },
  { path: '/segments/own', name: 'segments-own', component: () => import('./pages/OwnSegmentsPage.vue') },
  { path: '/customers', name: 'customers', component: () => import('./pages/CustomersPage.vue') },
  {
    path: '/customers/actions',
    name: 'customers-actions',
    component: () => learn('playbook').then(() => import('./pages/ActionsPage.vue')),
  },
  {
    path: '/customers/playbook',
    name: 'customers-playbook',
    component: () => learn('playbook').then(() => import('./pages/PlaybookPage.vue')),
  },
  { path: '/customers/:number(\\d+)', name: 'customer', component: () => import('./pages/CustomerPage.vue') },
  ...['trends', 'retention', 'value', 'service', 'pipeline'].map((name) => ({
    path: `/${name}`,
    name,
    component: () => import('./pages/BoardPage.vue'),
    props: { id: name },
  })),
]
const own = import.meta.glob('./pages/{Data,Settings}Page.vue')
for (const [file, component] of Object.entries(own)) {
  const name = /(\w+)Page\.vue$/.exec(file)![1]!.toLowerCase()
  pages.push({ path: `/${name}`, name, component: component as never, meta: { always: true } })
}

/** Waits for what a link points at: its page may still be loading. */
async function appear(selector: string): Promise<Element | null> {
  for (let i = 0; i < 40; i++) {
    const found = document.querySelector(selector)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return null
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [...pages, { path: '/:rest(.*)*', redirect: (to) => ({ path: '/overview', query: to.query }) }],
  async scrollBehavior(to, from, saved) {
    if (saved) return saved
    if (to.hash) {
      const el = await appear(`[data-panel="${CSS.escape(to.hash.slice(1))}"]`)
      return el ? { el, top: 16 } : { top: 0 }
    }
    return to.path === from.path ? false : { top: 0 }
  },
})
