import { AppError } from '../model/error'
import { plainCipher, webCipher, type Cipher } from './cipher'

/**
 * A sealed file, numbers big-endian:
 *
 *   magic "ZIGSEAL" · version · rounds (4) · salt (16) · iv (12) · length of the title (2) · title in UTF-8
 *   · AES-256-GCM of the content with its tag · first 16 bytes of the SHA-256 of everything before
 *
 * Everything up to the title is authenticated with the content. The sum at the end is no secret: it tells a damaged
 * file from a wrong passphrase, which the cipher cannot.
 */
const MAGIC = 'ZIGSEAL'
const VERSION = 1
const [SALT, IV, TAG, SUM] = [16, 12, 16, 16]
const FIXED = MAGIC.length + 1 + 4 + SALT + IV + 2

/** As few rounds as may be; what a file asks for beyond the most is an attack on whoever opens it. */
const ROUNDS = 600_000
const MOST_ROUNDS = 10_000_000

interface SealOptions {
  rounds?: number
  cipher?: Cipher
}

/** Seals bytes under a passphrase. The title stays readable to everybody and cannot be changed. */
export async function seal(
  bytes: Uint8Array,
  passphrase: string,
  title: string,
  { rounds = ROUNDS, cipher }: SealOptions = {},
): Promise<Uint8Array> {
  if (rounds < ROUNDS || rounds > MOST_ROUNDS) throw new AppError('seal.rounds', { rounds })
  const using = cipher ?? (await anyCipher())
  const head = header(title, rounds)
  const { salt, iv } = parts(head)
  const key = await using.derive(secret(passphrase), salt, rounds)
  const body = await using.encrypt(key, iv, head, bytes)
  key.fill(0)
  const sealed = new Uint8Array(head.length + body.length + SUM)
  sealed.set(head)
  sealed.set(body, head.length)
  sealed.set((await using.digest(sealed.subarray(0, -SUM))).subarray(0, SUM), sealed.length - SUM)
  return sealed
}

/** Whether these are the first bytes of a sealed file. */
export const isSealed = (bytes: Uint8Array): boolean =>
  [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0))

/** What a sealed file calls itself, from its first bytes and not yet verified; null where it is no sealed file. */
export function titleOf(bytes: Uint8Array): string | null {
  if (!isSealed(bytes) || bytes.length < FIXED) return null
  return new TextDecoder().decode(bytes.subarray(FIXED, FIXED + view(bytes).getUint16(FIXED - 2)))
}

/**
 * Opens a sealed file.
 * @throws AppError `seal.damaged`, `seal.version`, `seal.rounds`, or `seal.passphrase` where the passphrase is wrong or
 * the file was changed on purpose: the cipher cannot tell these two apart.
 */
export async function open(
  sealed: Uint8Array,
  passphrase: string,
  { cipher }: SealOptions = {},
): Promise<{ bytes: Uint8Array; title: string }> {
  const title = titleOf(sealed)
  if (title === null) throw new AppError('seal.damaged')
  if (sealed[MAGIC.length] !== VERSION) throw new AppError('seal.version', { version: sealed[MAGIC.length]! })
  const length = FIXED + view(sealed).getUint16(FIXED - 2)
  if (sealed.length < length + TAG + SUM) throw new AppError('seal.damaged')
  const using = cipher ?? (await anyCipher())
  const sum = await using.digest(sealed.subarray(0, -SUM))
  if (sealed.subarray(-SUM).some((byte, i) => byte !== sum[i])) throw new AppError('seal.damaged')

  const head = sealed.slice(0, length)
  const { rounds, salt, iv } = parts(head)
  if (rounds < ROUNDS || rounds > MOST_ROUNDS) throw new AppError('seal.rounds', { rounds })
  const key = await using.derive(secret(passphrase), salt, rounds)
  try {
    return { bytes: await using.decrypt(key, iv, head, sealed.subarray(length, -SUM)), title }
  } catch (cause) {
    throw new AppError('seal.passphrase', {}, { cause })
  } finally {
    key.fill(0)
  }
}

const anyCipher = async (): Promise<Cipher> => webCipher() ?? plainCipher()

/** One spelling, however the keyboard composed it. */
const secret = (passphrase: string): Uint8Array => new TextEncoder().encode(passphrase.normalize('NFC'))

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function header(title: string, rounds: number): Uint8Array {
  const name = new TextEncoder().encode([...title].slice(0, 1000).join(''))
  const head = new Uint8Array(FIXED + name.length)
  for (let i = 0; i < MAGIC.length; i++) head[i] = MAGIC.charCodeAt(i)
  head[MAGIC.length] = VERSION
  view(head).setUint32(MAGIC.length + 1, rounds)
  crypto.getRandomValues(head.subarray(MAGIC.length + 5, FIXED - 2))
  view(head).setUint16(FIXED - 2, name.length)
  head.set(name, FIXED)
  return head
}

function parts(head: Uint8Array) {
  const at = MAGIC.length + 5
  return {
    rounds: view(head).getUint32(MAGIC.length + 1),
    salt: head.slice(at, at + SALT),
    iv: head.slice(at + SALT, at + SALT + IV),
  }
}
