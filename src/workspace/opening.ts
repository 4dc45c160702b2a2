import { defineStore } from 'pinia'
import { isSealed, titleOf } from '../crypto/seal'
import { failure, type Failure } from './failure'
import { useKeeping } from './keeping'
import { isPacked } from './mark'
import { useReceipt } from './receipt'
import { useWorkspace } from './workspace'

/** A workspace file that somebody must say a word to before it is opened. */
interface Asked {
  file: File
  sealed: boolean
  /** What a sealed file calls itself; nothing of it is verified yet. */
  title: string
}
interface State {
  asked: Asked | null
  busy: boolean
  failure: Failure | null
}

/** What is on the page would be gone with it: it is kept nowhere, or its last change is not. */
export function losesPage(): boolean {
  const { hasData, sample } = useWorkspace()
  const { keeps, phase } = useKeeping()
  return hasData && !sample && (!keeps || phase === 'failed')
}

/** Files that are dropped or chosen: workspace files are opened, all others are read into the present workspace. */
export const useOpening = defineStore('opening', {
  state: (): State => ({ asked: null, busy: false, failure: null }),
  actions: {
    async take(files: File[]): Promise<void> {
      const workspace = useWorkspace()
      // What was said of an earlier drop was read by whoever drops again.
      workspace.unsay(() => true)
      const receipt = useReceipt()
      if (receipt.last?.undone) receipt.putAway()
      workspace.acknowledge(files)
      const tables: File[] = []
      for (const file of files) {
        const asked = await lookAt(file)
        if (asked) this.ask(asked)
        else tables.push(file)
      }
      workspace.acknowledge(tables)
      if (tables.length) await workspace.addFiles(tables)
    },
    /** A passphrase is asked for; and a yes, where something would be gone that is kept nowhere. */
    ask(asked: Asked) {
      this.failure = null
      this.asked = asked
      if (!asked.sealed && !losesPage()) void this.open(null)
    },
    async open(passphrase: string | null): Promise<void> {
      if (!this.asked || this.busy) return
      const { file } = this.asked
      this.busy = true
      this.failure = null
      try {
        await useKeeping().unpack(file, passphrase)
        this.asked = null
      } catch (cause) {
        this.failure = failure(file.name, cause)
        // There is nothing to say to a file that cannot be opened at all.
        if (this.failure.code !== 'seal.passphrase') {
          useWorkspace().failures.push(this.failure)
          this.asked = null
        }
      }
      this.busy = false
    },
    dismiss() {
      if (!this.busy) this.asked = null
    },
  },
})

async function lookAt(file: File): Promise<Asked | null> {
  const head = new Uint8Array(
    await file
      .slice(0, 4096)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  )
  const sealed = isSealed(head)
  if (!sealed && !isPacked(head) && !/\.ziggurat$/i.test(file.name)) return null
  return { file, sealed, title: titleOf(head) ?? '' }
}
