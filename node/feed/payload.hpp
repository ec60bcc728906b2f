// What the entries of each type carry (spec/wire/feed.md 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/document.hpp"
#include "node/feed/entry.hpp"

namespace waarmerk::node::feed {

/// DID_LOG of a method without a log of its own (did:web, did:key, did:jwk): the whole document.
struct DidSnapshot {
  did::DidDocument document;
  UnixTime at;
};

/// `{"snapshot":true,"document":{…},"at":"…"}` in the JSON Canonicalization Scheme. Fails with
/// feed.bad_payload or feed.payload_too_large.
Result<Bytes> encode_did_snapshot(json::Value document, UnixTime at);
/// Fails with feed.bad_payload.
Result<DidSnapshot> decode_did_snapshot(ByteView payload);

/// DID_LOG of did:webvh: one line of the log that the DID itself keeps.
struct DidLogLine {
  did::Did did;           ///< as its document calls it in this line
  std::string line;       ///< of `did.jsonl`, to the byte, without its newline
  std::string witnesses;  ///< a JSON array: what its witnesses say of this line
};

/// The line, a newline, and the array. Fails with feed.bad_payload or feed.payload_too_large.
Result<Bytes> encode_did_log_line(std::string_view line, std::string_view witnesses);
/// Whether the line holds is not looked into: that takes those before it. Fails with
/// feed.bad_payload.
Result<DidLogLine> decode_did_log_line(ByteView payload);

/// Whom a DID_LOG of either form is about. Fails with feed.bad_payload.
Result<did::Did> did_of_log(ByteView payload);

/// How the status list in a STATUS payload is written.
enum class ListFormat { bitstring_credential, token_jwt, token_cwt };

/// In which form a list is, by how it begins; whether it is one is not looked into.
ListFormat format_of(ByteView list);

/// STATUS: a whole status list as its issuer signed it, after where it is published.
struct StatusList {
  std::string url;
  ListFormat format = ListFormat::bitstring_credential;
  std::uint64_t version = 0;  ///< grows with each issue of this list
  Bytes list;                 ///< JSON text, JWT or CWT, to the byte

  friend bool operator==(const StatusList&, const StatusList&) = default;
};

/// Deterministic CBOR `[{"url": tstr, "format": tstr, "version": uint}, bstr]`. Fails with
/// feed.bad_payload or feed.payload_too_large.
Result<Bytes> encode_status(const StatusList& status);
/// Fails with feed.bad_payload. The list itself is not looked into, but for JSON to be an object.
Result<StatusList> decode_status(ByteView payload);

/// HEARTBEAT: no bytes at all, or which software and how many peers.
struct Heartbeat {
  std::string software;
  std::uint64_t peers = 0;

  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

/// Deterministic CBOR `{"sw": tstr, "peers": uint}`. `software` is UTF-8 of at most 64 bytes.
Result<Bytes> encode_heartbeat(const Heartbeat& heartbeat);
/// Nothing for an empty payload. Fails with feed.bad_payload.
Result<std::optional<Heartbeat>> decode_heartbeat(ByteView payload);

/// TRUST, PROFILE and ACHIEVEMENT: a JSON object, kept as it is. Fails with feed.bad_payload.
Result<json::Document> decode_json_payload(ByteView payload);

/// Whether a payload says what its header's type must say: the syntax, that a DID_LOG is about the
/// feed's own DID, and what check_statement() asks. Types that have no name may carry anything.
/// Fails with feed.bad_payload or feed.wrong_feed.
Result<void> check_payload(const Header& header, ByteView payload);

}  // namespace waarmerk::node::feed
