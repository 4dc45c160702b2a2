import { useRoute, useRouter } from 'vue-router'
import { numberOf } from '../../analysis/customers/customer'
import { useWorkspace } from '../../workspace/workspace'

/** Opens the page of a customer, whose address tells a number and no id. */
export function useCustomerLink(): (id: string) => Promise<void> {
  const workspace = useWorkspace()
  const router = useRouter()
  const route = useRoute()
  return async (id) => {
    await workspace.number()
    const number = await numberOf(await workspace.start(), id)
    if (number)
      await router.push({ name: 'customer', params: { number: String(number) }, query: route.query })
  }
}
