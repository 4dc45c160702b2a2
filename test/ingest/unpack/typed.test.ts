import {
  Bool,
  DateDay,
  Decimal,
  Field,
  Float32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromArrays,
  tableToIPC,
  TimestampMicrosecond,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { BodyCompression } from 'apache-arrow/fb/body-compression'
import { Message } from 'apache-arrow/fb/message'
import { RecordBatch as RecordBatchHeader } from 'apache-arrow/fb/record-batch'
import { Builder } from 'flatbuffers'
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { lines, opened } from '../../support/pack'

const at = new Date('2024-01-05T09:30:00.250Z')

describe('Parquet', () => {
  const write = (columnData: ColumnSource[], more: object = {}) =>
    new Uint8Array(parquetWriteBuffer({ columnData, ...more }))

  it('every type as plain text', async () => {
    const bytes = write([
      { name: '编号', data: ['001', '002', null], type: 'STRING', nullable: true },
      { name: 'long', data: [9007199254740993n, -1n, 0n], type: 'INT64' },
      { name: 'int', data: [1, 2, 3], type: 'INT32' },
      { name: 'double', data: [0.1 + 0.2, 1e-7, 12.5], type: 'DOUBLE' },
      { name: 'float', data: [0.1, 2.5, 16777216], type: 'FLOAT' },
      { name: 'flag', data: [true, false, true], type: 'BOOLEAN' },
      { name: 'at', data: [at, at, null], type: 'TIMESTAMP', nullable: true },
      { name: 'tags', data: [{ a: [1, 2] }, null, ['x']], type: 'JSON', nullable: true },
    ])
    expect(await lines(bytes, 'a.csv')).toEqual([
      '编号,long,int,double,float,flag,at,tags',
      '001,9007199254740993,1,0.3,0.1,true,2024-01-05 09:30:00,"{""a"":[1,2]}"',
      '002,-1,2,0.0000001,2.5,false,2024-01-05 09:30:00,',
      ',0,3,12.5,16777216,true,,"[""x""]"',
    ])
  })

  it('decimals exactly, dates as days, moments of any unit', async () => {
    const bytes = write(
      [
        { name: 'i32', data: [1234.56, -0.05] },
        { name: 'i64', data: [1234567890123456789n, -1n] },
        { name: 'day', data: [19727, 0] },
        { name: 'us', data: [1704447000250000n, -1n] },
        { name: 'ns', data: [1704447000250000000n, 0n] },
      ],
      {
        schema: [
          { name: 'root', num_children: 5 },
          {
            name: 'i32',
            type: 'INT32',
            converted_type: 'DECIMAL',
            precision: 9,
            scale: 2,
            repetition_type: 'REQUIRED',
          },
          {
            name: 'i64',
            type: 'INT64',
            converted_type: 'DECIMAL',
            precision: 19,
            scale: 4,
            repetition_type: 'REQUIRED',
          },
          { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
          { name: 'us', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', repetition_type: 'REQUIRED' },
          {
            name: 'ns',
            type: 'INT64',
            logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
            repetition_type: 'REQUIRED',
          },
        ],
      },
    )
    expect(await lines(bytes)).toEqual([
      'i32,i64,day,us,ns',
      '1234.56,123456789012345.6789,2024-01-05,2024-01-05 09:30:00,2024-01-05 09:30:00',
      '-0.05,-0.0001,1970-01-01,1969-12-31 23:59:59,1970-01-01 00:00:00',
    ])
  })

  it('all row groups, compressed', async () => {
    const data = Array.from({ length: 25_000 }, (_, i) => i)
    const bytes = write(
      [
        { name: 'n', data, type: 'INT32' },
        { name: 'm', data, type: 'INT32' },
      ],
      {
        rowGroupSize: 4000,
        codec: 'SNAPPY',
      },
    )
    const read = await lines(bytes)
    expect([read.length, read[1], read.at(-1)]).toEqual([25_001, '0,0', '24999,24999'])
  })

  it('cut short it is damaged', async () => {
    const bytes = write([{ name: 'n', data: [1], type: 'INT32' }])
    await expect(opened(bytes.slice(0, -9))).rejects.toMatchObject({
      code: 'file.damaged',
      params: { kind: 'Parquet' },
    })
  })
})

describe('Arrow and Feather', () => {
  const table = () => {
    const decimal = new Decimal(2, 10, 128)
    const columns = {
      编号: vectorFromArray(['001', null], new Utf8()),
      long: vectorFromArray([9007199254740993n, -1n], new Int64()),
      float: vectorFromArray([0.1, 2.5], new Float32()),
      flag: vectorFromArray([true, false], new Bool()),
      day: vectorFromArray([at, at], new DateDay()),
      ms: vectorFromArray([at.getTime(), 0], new TimestampMillisecond()),
      us: vectorFromArray([at.getTime(), 0], new TimestampMicrosecond()),
      word: vectorFromArray(['x', 'x']),
      money: makeVector(
        makeData({
          type: decimal,
          length: 2,
          data: Uint32Array.from([123456, 0, 0, 0, 4294967291, 4294967295, 4294967295, 4294967295]),
        }),
      ),
    }
    return new Table(columns)
  }
  const expected = [
    '编号,long,float,flag,day,ms,us,word,money',
    '001,9007199254740993,0.1,true,2024-01-05,2024-01-05 09:30:00,2024-01-05 09:30:00,x,1234.56',
    ',-1,2.5,false,2024-01-05,1970-01-01 00:00:00,1970-01-01 00:00:00,x,-0.05',
  ]

  it.each(['file', 'stream'] as const)('as a %s', async (type) => {
    expect(await lines(tableToIPC(table() as never, type), 'a.csv')).toEqual(expected)
  })

  it('several batches', async () => {
    const schema = new Schema([new Field('n', new Int64())])
    const batch = (n: bigint) => {
      const child = makeData({ type: new Int64(), length: 1, data: BigInt64Array.from([n]) })
      return new RecordBatch(
        schema,
        makeData({ type: new Struct(schema.fields), length: 1, children: [child] }),
      )
    }
    const bytes = tableToIPC(new Table([batch(1n), batch(2n)]) as never, 'stream')
    expect(await lines(bytes)).toEqual(['n', '1', '2'])
  })

  it('version 1 and broken files are named as such', async () => {
    await expect(opened(new TextEncoder().encode('FEA1\0\0\0\0 and so on'))).rejects.toMatchObject({
      code: 'file.feather',
    })
    const bytes = tableToIPC(tableFromArrays({ n: Float32Array.from([1, 2]) }) as never, 'file')
    await expect(opened(bytes.slice(0, 40))).rejects.toMatchObject({ code: 'file.damaged' })
  })

  it('compressed buffers, which this version of Arrow cannot read, are told of with the way out', async () => {
    await expect(opened(compressed())).rejects.toMatchObject({ code: 'file.feather' })
  })
})

/** A stream whose one batch says that its buffers are packed with LZ4. */
function compressed(): Uint8Array {
  const stream = tableToIPC(tableFromArrays({ n: Float32Array.from([1]) }) as never, 'stream')
  const schema = 8 + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true)
  const builder = new Builder()
  const compression = BodyCompression.createBodyCompression(builder, 0, 0)
  RecordBatchHeader.startRecordBatch(builder)
  RecordBatchHeader.addLength(builder, 1n)
  RecordBatchHeader.addCompression(builder, compression)
  const header = RecordBatchHeader.endRecordBatch(builder)
  Message.startMessage(builder)
  Message.addVersion(builder, 4)
  Message.addHeaderType(builder, 3)
  Message.addHeader(builder, header)
  Message.addBodyLength(builder, 0n)
  builder.finish(Message.endMessage(builder))
  const message = builder.asUint8Array()
  const padded = Math.ceil(message.length / 8) * 8
  const bytes = new Uint8Array(schema + 8 + padded)
  bytes.set(stream.subarray(0, schema))
  new DataView(bytes.buffer).setInt32(schema, -1, true)
  new DataView(bytes.buffer).setInt32(schema + 4, padded, true)
  bytes.set(message, schema + 8)
  return bytes
}
