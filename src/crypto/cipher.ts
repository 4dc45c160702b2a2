/** The two primitives that sealing is made of, as whoever is there can do them. */
export interface Cipher {
  /** PBKDF2 with HMAC-SHA-256 → 32 bytes. */
  derive(passphrase: Uint8Array, salt: Uint8Array, rounds: number): Promise<Uint8Array>
  /** AES-256-GCM: text → ciphertext with its 16-byte tag. `extra` is authenticated with it. */
  encrypt(key: Uint8Array, iv: Uint8Array, extra: Uint8Array, text: Uint8Array): Promise<Uint8Array>
  /** The way back. Rejects where key, `extra` or a byte of the sealed text is another. */
  decrypt(key: Uint8Array, iv: Uint8Array, extra: Uint8Array, sealed: Uint8Array): Promise<Uint8Array>
  digest(bytes: Uint8Array): Promise<Uint8Array>
}

type Bytes = Uint8Array<ArrayBuffer>

/** The browser's own, which only a secure context has. */
export const webCipher = (): Cipher | null => {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) return null
  const aes = (key: Uint8Array, use: KeyUsage) =>
    subtle.importKey('raw', key as Bytes, 'AES-GCM', false, [use])
  const gcm = (iv: Uint8Array, extra: Uint8Array) => ({
    name: 'AES-GCM',
    iv: iv as Bytes,
    additionalData: extra as Bytes,
  })
  return {
    async derive(passphrase, salt, rounds) {
      const base = await subtle.importKey('raw', passphrase as Bytes, 'PBKDF2', false, ['deriveBits'])
      const how = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as Bytes, iterations: rounds }
      return new Uint8Array(await subtle.deriveBits(how, base, 256))
    },
    encrypt: async (key, iv, extra, text) =>
      new Uint8Array(await subtle.encrypt(gcm(iv, extra), await aes(key, 'encrypt'), text as Bytes)),
    decrypt: async (key, iv, extra, sealed) =>
      new Uint8Array(await subtle.decrypt(gcm(iv, extra), await aes(key, 'decrypt'), sealed as Bytes)),
    digest: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes as Bytes)),
  }
}

/** The same in JavaScript, for plain http. Deriving the key takes seconds, in slices that let the page breathe. */
export async function plainCipher(): Promise<Cipher> {
  const [{ gcm }, { pbkdf2Async }, { sha256 }] = await Promise.all([
    import('@noble/ciphers/aes.js'),
    import('@noble/hashes/pbkdf2.js'),
    import('@noble/hashes/sha2.js'),
  ])
  return {
    derive: (passphrase, salt, rounds) =>
      pbkdf2Async(sha256, passphrase, salt, { c: rounds, dkLen: 32, asyncTick: 30 }),
    encrypt: async (key, iv, extra, text) => gcm(key, iv, extra).encrypt(text),
    decrypt: async (key, iv, extra, sealed) => gcm(key, iv, extra).decrypt(sealed),
    digest: async (bytes) => sha256(bytes),
  }
}
