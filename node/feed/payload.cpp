#include "node/feed/payload.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/utf8.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/payload_form.hpp"
#include "node/feed/statement.hpp"

namespace waarmerk::node::feed {

namespace {

using encoding::Cbor;

constexpr std::size_t software_bytes_max = 64;
constexpr json::Limits json_limits{.bytes_max = status_payload_bytes_max, .depth_max = 32};

constexpr std::array<std::pair<ListFormat, std::string_view>, 3> list_formats{{
    {ListFormat::bitstring_credential, "bitstring"},
    {ListFormat::token_jwt, "token-jwt"},
    {ListFormat::token_cwt, "token-cwt"},
}};

Result<json::Document> parse_object(ByteView bytes) {
  auto document = json::parse(text_of(bytes), json_limits);
  if (!document) return bad(document.error());
  if (!document->root().is(json::Kind::object)) return fail(bad_payload, "not a JSON object");
  return document;
}

Result<DidSnapshot> read_snapshot(const json::Document& whole) {
  const json::Reader reader(whole);
  TRY_OK(reader.allow_only({"snapshot", "document", "at"}));
  TRY(marked, reader.find_boolean("snapshot"));
  if (marked != true) return reader.fail_here(bad_payload, "snapshot is not true");
  TRY(document, reader.get_object("document"));
  TRY(at, reader.get_time("at"));
  TRY(read, did::DidDocument::read(whole.part(document.value())));
  return DidSnapshot{std::move(read), at};
}

Result<void> check_did_log(const Header& header, ByteView payload) {
  TRY(did, did_of_log(payload));
  if (feed_id_of(did) != header.feed)
    return fail(wrong_feed, "the document is about the DID of another feed");
  return {};
}

}  // namespace

Result<Bytes> encode_did_snapshot(json::Value document, UnixTime at) {
  json::Writer writer;
  writer.begin_object().name("snapshot").boolean(true).name("document").value(document);
  writer.member("at", print_time(at)).end_object();
  const auto whole = json::parse(writer.text(), json_limits);
  if (!whole) return bad(whole.error());
  return bounded(to_bytes(bytes_of(json::canonical(whole->root()))), EntryType::did_log);
}

Result<DidSnapshot> decode_did_snapshot(ByteView payload) {
  TRY(document, parse_object(payload));
  auto snapshot = read_snapshot(document);
  if (!snapshot) return bad(snapshot.error());
  return snapshot;
}

Result<Bytes> encode_did_log_line(std::string_view line, std::string_view witnesses) {
  auto payload = to_bytes(bytes_of(std::string(line) + "\n" + std::string(witnesses)));
  TRY_OK(only_whether(decode_did_log_line(payload)));
  return bounded(std::move(payload), EntryType::did_log);
}

Result<DidLogLine> decode_did_log_line(ByteView payload) {
  const auto text = text_of(payload);
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return fail(bad_payload, "there is no line of a log");
  const auto line = text.substr(0, end);
  const auto witnesses = text.substr(end + 1);
  TRY(entry, parse_object(bytes_of(line)));
  const auto list = json::parse(witnesses, json_limits);
  if (!list || !list->root().is(json::Kind::array))
    return fail(bad_payload, "what the witnesses say is no array");
  const auto state = entry.root().find("state");
  const auto id = state ? state->find("id") : std::nullopt;
  const auto did = did::Did::parse(id ? id->string().value_or("") : "");
  if (!did || did->method() != "webvh")
    return fail(bad_payload, "no did:webvh is named", "$.state");
  return DidLogLine{*did, std::string(line), std::string(witnesses)};
}

Result<did::Did> did_of_log(ByteView payload) {
  if (text_of(payload).contains('\n')) {
    TRY(line, decode_did_log_line(payload));
    return line.did;
  }
  TRY(snapshot, decode_did_snapshot(payload));
  return snapshot.document.id();
}

ListFormat format_of(ByteView list) {
  if (!list.empty() && list.front() >= 0x80) return ListFormat::token_cwt;
  const auto text = text_of(list);
  const auto first = text.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && text[first] == '{';
  return is_json ? ListFormat::bitstring_credential : ListFormat::token_jwt;
}

Result<Bytes> encode_status(const StatusList& status) {
  if (status.url.empty() || status.url.size() > list_url_bytes_max || status.list.empty())
    return fail(bad_payload, "a status list has a URL of at most 2048 bytes, and bytes");
  const auto format = std::ranges::find(list_formats, status.format,
                                        &std::pair<ListFormat, std::string_view>::first);
  auto meta = Cbor::map({{Cbor::text("url"), Cbor::text(status.url)},
                         {Cbor::text("format"), Cbor::text(format->second)},
                         {Cbor::text("version"), Cbor::uint(status.version)}});
  return bounded(encoding::encode_cbor(Cbor::array({std::move(meta), Cbor::bytes(status.list)})),
                 EntryType::status);
}

Result<StatusList> decode_status(ByteView payload) {
  const auto whole = encoding::decode_cbor(payload);
  if (!whole) return bad(whole.error());
  const auto* pair = whole->as_array();
  if (pair == nullptr || pair->size() != 2 || !has_keys((*pair)[0], {"url", "format", "version"}))
    return fail(bad_payload, "a STATUS payload is [{url, format, version}, list]");
  const auto* url = (*pair)[0].find("url")->as_text();
  const auto* format = (*pair)[0].find("format")->as_text();
  const auto version = (*pair)[0].find("version")->as_uint();
  const auto* list = (*pair)[1].as_bytes();
  if (url == nullptr || format == nullptr || !version || list == nullptr)
    return fail(bad_payload, "a STATUS payload has a member of the wrong type");
  if (url->empty() || url->size() > list_url_bytes_max || list->empty())
    return fail(bad_payload, "the list or its URL is empty or too long");
  const auto known = std::ranges::find(list_formats, std::string_view(*format),
                                       &std::pair<ListFormat, std::string_view>::second);
  if (known == list_formats.end()) return fail(bad_payload, "this list format is not known");
  if (known->first == ListFormat::bitstring_credential) TRY_OK(only_whether(parse_object(*list)));
  return StatusList{*url, known->first, *version, *list};
}

Result<Bytes> encode_heartbeat(const Heartbeat& heartbeat) {
  if (heartbeat.software.size() > software_bytes_max)
    return fail(bad_payload, "the name of the software is too long");
  return bounded(
      encoding::encode_cbor(Cbor::map({{Cbor::text("sw"), Cbor::text(heartbeat.software)},
                                       {Cbor::text("peers"), Cbor::uint(heartbeat.peers)}})),
      EntryType::heartbeat);
}

Result<std::optional<Heartbeat>> decode_heartbeat(ByteView payload) {
  if (payload.empty()) return std::nullopt;
  const auto map = encoding::decode_cbor(payload);
  if (!map) return bad(map.error());
  if (!has_keys(*map, {"sw", "peers"})) return fail(bad_payload, "a heartbeat is {sw, peers}");
  const auto* software = map->find("sw")->as_text();
  const auto peers = map->find("peers")->as_uint();
  if (software == nullptr || software->size() > software_bytes_max || !peers)
    return fail(bad_payload, "a heartbeat has a member of the wrong type or size");
  return Heartbeat{*software, *peers};
}

Result<json::Document> decode_json_payload(ByteView payload) { return parse_object(payload); }

Result<void> check_payload(const Header& header, ByteView payload) {
  switch (header.type) {
    case EntryType::did_log: return check_did_log(header, payload);
    case EntryType::status: return only_whether(decode_status(payload));
    case EntryType::heartbeat: return only_whether(decode_heartbeat(payload));
    case EntryType::trust:
    case EntryType::profile:
    case EntryType::achievement: return only_whether(decode_json_payload(payload));
    case EntryType::trust_end:
    case EntryType::succession:
    case EntryType::close:
    case EntryType::epoch: return check_statement(header, payload);
  }
  return {};  // a number without a name, which has no effect
}

}  // namespace waarmerk::node::feed
