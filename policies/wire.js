"use strict";
// What the engine sends is a message for each value, by protobuf's own reader. A rule wants plain data, which is read from the bytes at once.

const { createRequire } = require("node:module");

/**
 * Lets the SDK read the properties of a message from their bytes when it wants plain data. Who looks into them as a message finds one.
 * Protobuf that works otherwise is left alone.
 */
function readPlainly() {
  const fromSdk = createRequire(require.resolve("@pulumi/pulumi"));
  const { BinaryReader } = fromSdk("google-protobuf");
  const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb");
  const { deserializeBinaryFromReader: parse } = Struct;
  const { getFieldsMap, toJavaScript } = Struct.prototype;
  if ([BinaryReader, parse, getFieldsMap, toJavaScript].some((part) => typeof part !== "function")) return;
  const unread = new WeakMap();
  Struct.deserializeBinaryFromReader = (message, reader) => {
    const entries = unread.get(message) ?? [];
    while (reader.nextField() && !reader.isEndGroup()) {
      if (reader.getFieldNumber() === 1) entries.push(reader.readBytes());
      else reader.skipField();
    }
    unread.set(message, entries);
    return message;
  };
  Struct.prototype.toJavaScript = function toPlain() {
    const entries = unread.get(this);
    return entries === undefined ? toJavaScript.call(this) : plainOf(entries);
  };
  Struct.prototype.getFieldsMap = function getFieldsAsMessages(...options) {
    for (const entry of unread.get(this) ?? []) {
      unread.delete(this);
      parse.call(Struct, this, new BinaryReader(framed(entry)));
    }
    return getFieldsMap.apply(this, options);
  };
}

/** An entry as it stood in its struct, behind its number and its length. */
function framed(entry) {
  const head = [tags.entry];
  let rest = entry.length;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) head.push((rest & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...head, rest]), entry]);
}

/** First bytes of what a `google.protobuf.Value` may hold, and of what maps and lists consist of. Source: struct.proto. */
const tags = { entry: 0x0a, key: 0x0a, value: 0x12, item: 0x0a, null: 0x08, number: 0x11, text: 0x1a, flag: 0x20, struct: 0x2a, list: 0x32 };

function plainOf(entries) {
  return sorted(entries.map((entry) => {
    const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.length);
    return readEntry({ bytes, at: 0 }, bytes.length);
  }));
}

/** Entries as an object whose keys are in the order that protobuf gives them. */
function sorted(entries) {
  if (entries.some(([key], index) => index > 0 && !(entries[index - 1][0] < key))) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const object = {};
  for (const [key, value] of entries) object[key] = value;
  return object;
}

function readEntry(cursor, end) {
  let key = "";
  let value = null;
  while (cursor.at < end) {
    const tag = readSize(cursor);
    if (tag === tags.key) key = readText(cursor);
    else if (tag === tags.value) value = readValue(cursor, endOf(cursor));
    else skip(cursor, tag);
  }
  return [key, value];
}

function readValue(cursor, end) {
  let value = null;
  while (cursor.at < end) {
    const tag = readSize(cursor);
    switch (tag) {
      case tags.text: value = readText(cursor); break;
      case tags.struct: value = sorted(readAll(cursor, tags.entry, readEntry)); break;
      case tags.list: value = readAll(cursor, tags.item, readValue); break;
      case tags.flag: value = readSize(cursor) !== 0; break;
      case tags.number: value = cursor.bytes.readDoubleLE(cursor.at); cursor.at += 8; break;
      case tags.null: readSize(cursor); value = null; break;
      default: skip(cursor, tag);
    }
  }
  return value;
}

/** The parts of a list or a map. */
function readAll(cursor, wanted, read) {
  const parts = [];
  const end = endOf(cursor);
  while (cursor.at < end) {
    const tag = readSize(cursor);
    if (tag === wanted) parts.push(read(cursor, endOf(cursor)));
    else skip(cursor, tag);
  }
  return parts;
}

function readText(cursor) {
  const end = endOf(cursor);
  const text = cursor.bytes.utf8Slice(cursor.at, end);
  cursor.at = end;
  return text;
}

/** Where a part ends whose length comes next. */
function endOf(cursor) {
  const size = readSize(cursor);
  return cursor.at + size;
}

/** A number of seven bits a byte, the lowest first. */
function readSize(cursor) {
  let size = 0;
  for (let factor = 1; ; factor *= 0x80) {
    const byte = cursor.bytes[cursor.at];
    cursor.at += 1;
    size += (byte & 0x7f) * factor;
    if (!(byte > 0x7f)) return size;
  }
}

/** Passes over a field that this schema does not have, by its wire type. */
function skip(cursor, tag) {
  switch (tag & 7) {
    case 0: readSize(cursor); break;
    case 1: cursor.at += 8; break;
    case 2: cursor.at = endOf(cursor); break;
    case 5: cursor.at += 4; break;
    default: throw new Error(`a field of wire type ${tag & 7} is no part of a struct`);
  }
}

module.exports = { readPlainly };
