#include "node/feed/payload.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

const StatusList some_list{.url = "https://issuer.example/status/1",
                           .format = ListFormat::bitstring_credential,
                           .version = 41,
                           .list = to_bytes(bytes_of(R"({"type":"x"})"))};

ErrorCode encode_code(StatusList list, const auto& change) {
  change(list);
  return encode_status(list).error().code;
}

Bytes text(std::string_view value) { return to_bytes(bytes_of(value)); }

}  // namespace

TEST_CASE("a DID snapshot is the document and when it held") {
  const tests::Issuer issuer(1);
  const auto payload = *encode_did_snapshot(issuer.document().source().root(), tests::start_time);
  const auto snapshot = decode_did_snapshot(payload);
  REQUIRE(snapshot);
  CHECK(snapshot->document.id() == issuer.did());
  CHECK(snapshot->at == tests::start_time);
  CHECK(text_of(payload).starts_with(R"({"at":"2026-03-03T10:12:00Z","document":{)"));
}

TEST_CASE("a DID snapshot is nothing less and nothing more") {
  const std::string document = R"("document":{"id":"did:web:a.example"})";
  const std::string at = R"("at":"2026-03-03T10:12:00Z")";
  const auto code = [](const std::string& json) {
    const auto decoded = decode_did_snapshot(text(json));
    return decoded ? ErrorCode{} : decoded.error().code;
  };
  CHECK(code("{\"snapshot\":true," + document + "," + at + "}") == ErrorCode{});
  CHECK(code("{\"snapshot\":false," + document + "," + at + "}") == bad_payload);
  CHECK(code("{" + document + "," + at + "}") == bad_payload);
  CHECK(code("{\"snapshot\":true," + at + "}") == bad_payload);
  CHECK(code("{\"snapshot\":true," + document + "}") == bad_payload);
  CHECK(code("{\"snapshot\":true," + document + "," + at + ",\"x\":1}") == bad_payload);
  CHECK(code("not json") == bad_payload);
}

TEST_CASE("a line of a history travels to the byte, before what its witnesses say") {
  const std::string line = R"({"versionId":"1-Qm","state":{"id":"did:webvh:Qm:a.example"}})";
  const auto payload = *encode_did_log_line(line, "[]");
  CHECK(text_of(payload) == line + "\n[]");
  const auto read = decode_did_log_line(payload);
  REQUIRE(read);
  CHECK(read->line == line);
  CHECK(read->witnesses == "[]");
  CHECK(read->did.text() == "did:webvh:Qm:a.example");
  CHECK(*did_of_log(payload) == read->did);
  const tests::Issuer issuer(1);
  const auto snapshot = *encode_did_snapshot(issuer.document().source().root(), tests::start_time);
  CHECK(*did_of_log(snapshot) == issuer.did());
  CHECK(decode_did_log_line(snapshot).error().code == bad_payload);
}

TEST_CASE("a line of a history names a did:webvh, and stands before an array") {
  const auto code = [](std::string_view line, std::string_view witnesses) {
    const auto encoded = encode_did_log_line(line, witnesses);
    return encoded ? ErrorCode{} : encoded.error().code;
  };
  const std::string_view good = R"({"state":{"id":"did:webvh:Qm:a.example"}})";
  CHECK(code(good, "[]") == ErrorCode{});
  CHECK(code(good, "{}") == bad_payload);
  CHECK(code(good, "") == bad_payload);
  CHECK(code("[]", "[]") == bad_payload);
  CHECK(code(R"({"state":{"id":"did:web:a.example"}})", "[]") == bad_payload);
  CHECK(code(R"({"state":{}})", "[]") == bad_payload);
  CHECK(code("{}", "[]") == bad_payload);
  const auto filler = std::string(70'000, 'x');
  CHECK(code(R"({"x":")" + filler + R"(","state":{"id":"did:webvh:Qm:a.example"}})", "[]") ==
        payload_too_large);
}

TEST_CASE("a status list travels to the byte, after where it is published") {
  const auto payload = *encode_status(some_list);
  CHECK(*decode_status(payload) == some_list);
  CHECK(payload[0] == 0x82);
  CHECK(payload[1] == 0xa3);
}

TEST_CASE("a status list without a URL or bytes is not encoded") {
  CHECK(encode_status(some_list));
  CHECK(encode_code(some_list, [](auto& l) { l.url.clear(); }) == bad_payload);
  CHECK(encode_code(some_list, [](auto& l) { l.url.assign(2049, 'u'); }) == bad_payload);
  CHECK(encode_code(some_list, [](auto& l) { l.list.clear(); }) == bad_payload);
  CHECK(encode_code(some_list, [](auto& l) { l.list.resize(256 * 1024); }) == payload_too_large);
}

TEST_CASE("what is not a status payload is refused") {
  auto payload = *encode_status(some_list);
  payload.push_back(0);
  CHECK(decode_status(payload).error().code == bad_payload);
  CHECK(decode_status(Bytes{}).error().code == bad_payload);
  CHECK(decode_status(Bytes{0x82, 0xa0, 0x41, 0x00}).error().code == bad_payload);
  auto no_json = some_list;
  no_json.list = text("eyJ.x.y");
  CHECK(decode_status(*encode_status(no_json)).error().code == bad_payload);
  no_json.format = ListFormat::token_jwt;
  CHECK(*decode_status(*encode_status(no_json)) == no_json);
}

TEST_CASE("a heartbeat says nothing, or which software and how many peers") {
  CHECK(*decode_heartbeat({}) == std::nullopt);
  const Heartbeat heartbeat{.software = "waarmerk/0.1", .peers = 3};
  CHECK(**decode_heartbeat(*encode_heartbeat(heartbeat)) == heartbeat);
  CHECK(encode_heartbeat({.software = std::string(65, 'x'), .peers = 0}).error().code ==
        bad_payload);
  CHECK(decode_heartbeat(Bytes{0xa0}).error().code == bad_payload);
  CHECK(decode_heartbeat(Bytes{0}).error().code == bad_payload);
}

TEST_CASE("profiles and achievements are JSON objects") {
  CHECK(decode_json_payload(text("{}")));
  CHECK(decode_json_payload(text("[]")).error().code == bad_payload);
  CHECK(decode_json_payload(text(R"({"a":1,"a":2})")).error().code == bad_payload);
}

TEST_CASE("a payload is judged by its type") {
  const tests::Issuer issuer(1);
  const auto code = [&](EntryType type, const Bytes& payload) {
    Header header{};
    header.type = type;
    header.feed = issuer.feed();
    const auto checked = check_payload(header, payload);
    return checked ? ErrorCode{} : checked.error().code;
  };
  CHECK(code(EntryType::did_log, issuer.introduction().payload) == ErrorCode{});
  CHECK(code(EntryType::did_log, tests::Issuer(2).introduction().payload) == wrong_feed);
  CHECK(code(EntryType::status, text("{}")) == bad_payload);
  CHECK(code(EntryType::trust, text("anything")) == bad_payload);
  CHECK(code(EntryType::trust, text("{}")) == ErrorCode{});
  CHECK(code(EntryType::close, text("anything")) == bad_payload);
  CHECK(code(static_cast<EntryType>(100), text("anything")) == ErrorCode{});
}

}  // namespace waarmerk::node::feed
