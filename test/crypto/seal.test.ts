import { describe, expect, it } from 'vitest'
import { plainCipher, webCipher, type Cipher } from '../../src/crypto/cipher'
import { isSealed, open, seal, titleOf } from '../../src/crypto/seal'

const web = webCipher()!
const plain = await plainCipher()
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const text = (words: string) => new TextEncoder().encode(words)
const flip = (bytes: Uint8Array, at: number, by = 1) => {
  const copy = bytes.slice()
  copy[at]! ^= by
  return copy
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error: { code: string }) => error.code,
  )

describe.each<[string, Cipher]>([
  ['the browser', web],
  ['plain JavaScript', plain],
])('%s', (_, cipher) => {
  // RFC 7914 §11 gives PBKDF2-HMAC-SHA-256 with 64 bytes; the first 32 are the first block.
  it.each([
    ['passwd', 'salt', 1, '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
    ['Password', 'NaCl', 80_000, '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
  ])('derives the key of RFC 7914: %s', async (passphrase, salt, rounds, key) => {
    expect(await cipher.derive(text(passphrase), text(salt), rounds)).toEqual(hex(key))
  })

  it('encrypts as test case 16 of the GCM specification, with additional data', async () => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const iv = hex('cafebabefacedbaddecaf888')
    const extra = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const clear = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
    const sealed = hex(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
        '76fc6ece0f4e1768cddf8853bb2d551b',
    )
    expect(await cipher.encrypt(key, iv, extra, clear)).toEqual(sealed)
    expect(await cipher.decrypt(key, iv, extra, sealed)).toEqual(clear)
    await expect(cipher.decrypt(key, iv, flip(extra, 0), sealed)).rejects.toThrow()
  })

  it('knows the SHA-256 of "abc" (FIPS 180-4)', async () => {
    expect(await cipher.digest(text('abc'))).toEqual(
      hex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
    )
  })
})

describe('a sealed file', () => {
  it.each([
    ['the browser', web, 'plain JavaScript', plain],
    ['plain JavaScript', plain, 'the browser', web],
  ])('sealed by %s is opened by %s', async (_, one, __, other) => {
    const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251)
    const sealed = await seal(content, 'Üçüncü 口令', '客户 2024', { cipher: one })
    const opened = await open(sealed, 'Üçüncü 口令', { cipher: other })
    expect(opened.title).toBe('客户 2024')
    expect(opened.bytes).toEqual(content)
  })

  it('shows its title and nothing of its content', async () => {
    const sealed = await seal(text('张三 13800138000'), 'x', 'March')
    expect(titleOf(sealed)).toBe('March')
    expect(Buffer.from(sealed).includes(Buffer.from('13800138000'))).toBe(false)
    expect(isSealed(text('PK\x03\x04'))).toBe(false)
    expect(titleOf(text('PK\x03\x04'))).toBe(null)
  })

  it('opens with the passphrase however its letters were composed', async () => {
    const sealed = await seal(text('a'), 'é', 't')
    expect(await codeOf(open(sealed, 'e\u0301'))).toBe('opened')
  })

  it('says that a passphrase is wrong', async () => {
    expect(await codeOf(open(await seal(text('a'), 'right', 't'), 'wrong'))).toBe('seal.passphrase')
  })

  it('tells a damaged file from a wrong passphrase, wherever the byte is', async () => {
    const sealed = await seal(text('content'), 'right', 'title')
    for (let at = 0; at < sealed.length; at++) {
      // The version is read before the sum, so that a later format may sum otherwise.
      const code = at === 7 ? 'seal.version' : 'seal.damaged'
      expect(await codeOf(open(flip(sealed, at), 'right')), `byte ${at}`).toBe(code)
    }
    for (const length of [0, 6, 40, sealed.length - 1])
      expect(await codeOf(open(sealed.slice(0, length), 'right'))).toBe('seal.damaged')
  })

  it('cannot be given another title, salt or fewer rounds by whoever mends the sum', async () => {
    const sealed = await seal(text('content'), 'right', 'title')
    const mended = async (bytes: Uint8Array) => {
      bytes.set((await web.digest(bytes.subarray(0, -16))).subarray(0, 16), bytes.length - 16)
      return bytes
    }
    expect(await codeOf(open(await mended(flip(sealed, 44)), 'right'))).toBe('seal.passphrase')
    expect(await codeOf(open(await mended(flip(sealed, 12)), 'right'))).toBe('seal.passphrase')
    expect(await codeOf(open(await mended(flip(sealed, 11)), 'right'))).toBe('seal.passphrase')
    expect(await codeOf(open(await mended(flip(sealed, 9, 8)), 'right'))).toBe('seal.rounds')
    expect(await codeOf(open(await mended(flip(sealed, 8, 255)), 'right'))).toBe('seal.rounds')
  })

  it('is never made with fewer rounds than 600 000', async () => {
    expect(await codeOf(seal(text('a'), 'b', 'c', { rounds: 599_999 }))).toBe('seal.rounds')
  })
})
