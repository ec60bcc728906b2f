#include "node/kit/kit.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/utf8.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/gossip/frame.hpp"

namespace waarmerk::node::kit {
namespace {

constexpr std::string_view kind = "SurvivalKit";
constexpr std::int64_t version_now = 1;
constexpr std::size_t digest_bytes = 32;

std::string print_bytes(ByteView bytes) {
  return encoding::encode_multibase(encoding::Base::base64url, bytes);
}

Result<Bytes> read_bytes(const json::Reader& item) {
  TRY(text, item.string());
  auto bytes = encoding::decode_multibase(encoding::Base::base64url, text);
  if (!bytes) return item.fail_here(malformed, "These are no bytes in base64url.");
  return bytes;
}

Result<std::vector<json::Reader>> read_list(const json::Reader& reader, std::string_view name,
                                            std::size_t count_max) {
  const auto found = reader.find(name);
  if (!found) return std::vector<json::Reader>();
  TRY(elements, found->elements());
  if (elements.size() > count_max) return found->fail_here(malformed, "There are too many.");
  return elements;
}

Result<std::string> read_digest(const json::Reader& reader) {
  TRY(text, reader.get_string("sha256"));
  const auto bytes = encoding::decode_hex(text);
  if (bytes && bytes->size() == digest_bytes) return text;
  return reader.fail_here(malformed, "A SHA-256 has 64 digits 0-9 a-f.");
}

Result<void> read_did(const json::Reader& reader, Kit& kit) {
  TRY(log, reader.find_string("log"));
  TRY(witness, reader.find_string("witness"));
  kit.log = log.value_or("");
  kit.log_witness = witness.value_or("");
  return {};
}

/// A list that is no text stands there as bytes, which begin as neither JSON nor a JWT does.
Result<std::string> read_signed(const json::Reader& item) {
  TRY(text, item.get_string("list"));
  if (!text.starts_with('u') || text.contains('.')) return text;
  TRY(bytes, read_bytes(*item.find("list")));
  return std::string(text_of(bytes));
}

std::string print_signed(const std::string& list) {
  return encoding::is_utf8(list) ? list : print_bytes(bytes_of(list));
}

Result<void> read_lists(const json::Reader& reader, Kit& kit) {
  TRY(lists, read_list(reader, "lists", kit_lists_max));
  for (const auto& item : lists) {
    TRY(url, item.get_string("url"));
    TRY(version, item.get_integer("version"));
    TRY(list, read_signed(item));
    if (version < 0) return item.fail_here(malformed, "A version is not below zero.");
    const bool is_again = std::ranges::find(kit.lists, url, &KitList::url) != kit.lists.end();
    if (is_again) return item.fail_here(malformed, "A list stands there twice.");
    kit.lists.push_back({url, static_cast<std::uint64_t>(version), list});
  }
  return {};
}

Result<void> read_headers(const json::Reader& reader, Kit& kit) {
  TRY(headers, read_list(reader, "headers", kit_headers_max));
  for (const auto& item : headers) {
    TRY(bytes, read_bytes(item));
    auto header = feed::decode_header(bytes);
    if (!header) return item.fail_here(malformed, header.error().detail);
    kit.headers.push_back(*header);
  }
  return {};
}

Result<void> read_proofs(const json::Reader& reader, Kit& kit) {
  TRY(proofs, read_list(reader, "witnesses", kit_proofs_max));
  for (const auto& item : proofs) {
    TRY(bytes, read_bytes(item));
    auto frame = gossip::decode_frame(bytes);
    auto* proof = frame ? std::get_if<witness::Proof>(&*frame) : nullptr;
    if (proof == nullptr) return item.fail_here(malformed, "This is no proof of a witness.");
    kit.proofs.push_back(std::move(*proof));
  }
  return {};
}

Result<void> read_contexts(const json::Reader& reader, Kit& kit) {
  TRY(contexts, read_list(reader, "contexts", kit_contexts_max));
  for (const auto& item : contexts) {
    TRY(url, item.get_string("url"));
    TRY(digest, read_digest(item));
    kit.contexts.push_back({url, digest});
  }
  return {};
}

/// The object at `name` as text; empty where there is none.
Result<std::string> text_of_object(const json::Document& document, const json::Reader& reader,
                                   std::string_view name) {
  TRY(object, reader.find_object(name));
  if (!object) return std::string();
  return std::string(document.part(object->value()).text());
}

/// An object, or the compact text of a badge that is none.
Result<std::string> read_badge(const json::Document& document, const json::Reader& reader) {
  const auto found = reader.find("badge");
  if (!found || found->value().is(json::Kind::object)) {
    return text_of_object(document, reader, "badge");
  }
  return found->string();
}

Result<Kit> read_members(const json::Document& document, const json::Reader& reader) {
  TRY(version, reader.get_integer("version"));
  if (version != version_now) return reader.fail_here(malformed, "Only version 1 is known.");
  TRY(issuer, reader.get_string("issuer"));
  auto did = did::Did::parse(issuer);
  if (!did) return reader.fail_here(malformed, "The issuer is no DID.");
  Kit kit{.issuer = std::move(*did)};
  TRY(badge, read_badge(document, reader));
  TRY(profile, text_of_object(document, reader, "profile"));
  TRY(achievement, text_of_object(document, reader, "achievement"));
  kit.badge = std::move(badge);
  kit.profile = std::move(profile);
  kit.achievement = std::move(achievement);
  TRY(history, reader.find_object("did"));
  if (history) TRY_OK(read_did(*history, kit));
  TRY_OK(read_lists(reader, kit));
  TRY_OK(read_headers(reader, kit));
  TRY_OK(read_proofs(reader, kit));
  TRY_OK(read_contexts(reader, kit));
  return kit;
}

Result<json::Document> parse(std::string_view text) {
  return json::parse(text, {.bytes_max = kit_bytes_max});
}

bool says_kit(const json::Document& document) {
  return document.root().find("type").and_then(&json::Value::string) == kind;
}

void write_did(json::Writer& writer, const Kit& kit) {
  if (kit.log.empty()) return;
  writer.name("did").begin_object().member("log", kit.log);
  if (!kit.log_witness.empty()) writer.member("witness", kit.log_witness);
  writer.end_object();
}

void write_feed(json::Writer& writer, const Kit& kit) {
  writer.name("lists").begin_array();
  for (const auto& list : kit.lists) {
    writer.begin_object().member("url", list.url);
    writer.name("version").integer(static_cast<std::int64_t>(list.version));
    writer.member("list", print_signed(list.list)).end_object();
  }
  writer.end_array().name("headers").begin_array();
  for (const auto& header : kit.headers) writer.string(print_bytes(feed::encode_header(header)));
  writer.end_array().name("witnesses").begin_array();
  for (const auto& proof : kit.proofs) writer.string(print_bytes(gossip::encode_frame(proof)));
  writer.end_array();
}

}  // namespace

bool is_kit(std::string_view text) {
  if (!text.contains(kind)) return false;
  const auto document = parse(text);
  return document && says_kit(*document);
}

Result<Kit> read_kit(std::string_view text) {
  const auto document = parse(text);
  if (!document || !says_kit(*document)) return fail(malformed, "This is no survival kit.");
  auto kit = read_members(*document, json::Reader(*document));
  if (kit) return kit;
  return fail(malformed, kit.error().detail, kit.error().path);
}

std::string write_kit(const Kit& kit) {
  json::Writer writer;
  writer.begin_object().member("type", kind).name("version").integer(version_now);
  writer.member("issuer", kit.issuer.text());
  if (kit.badge.starts_with('{')) writer.name("badge").raw(kit.badge);
  if (!kit.badge.empty() && !kit.badge.starts_with('{')) writer.member("badge", kit.badge);
  write_did(writer, kit);
  write_feed(writer, kit);
  if (!kit.profile.empty()) writer.name("profile").raw(kit.profile);
  if (!kit.achievement.empty()) writer.name("achievement").raw(kit.achievement);
  if (!kit.contexts.empty()) {
    writer.name("contexts").begin_array();
    for (const auto& context : kit.contexts) {
      writer.begin_object().member("url", context.url);
      writer.member("sha256", context.sha256).end_object();
    }
    writer.end_array();
  }
  writer.end_object();
  return writer.take();
}

}  // namespace waarmerk::node::kit
