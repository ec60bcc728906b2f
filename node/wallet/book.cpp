#include "node/wallet/book.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "did/did_key.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr std::int64_t version = 1;
constexpr std::string_view file_type = "badgebook+jwe";
constexpr std::string_view content_type = "badgebook+json";
constexpr json::Limits book_limits{.bytes_max = jose::sealed_bytes_max, .depth_max = 64};

std::unexpected<Error> refuse(const std::string& why) {
  return fail(bad_book, "It is no badge book: " + why);
}

Result<Holder> read_holder(const json::Reader& entry) {
  const auto id = entry.get_string("id");
  const auto jwk = entry.get_object("jwk");
  if (!id || !jwk) return refuse("at " + entry.path() + ", a holder has an id and a jwk.");
  return Holder{*id, json::print(entry.value())};
}

Result<KeptBadge> read_badge(const json::Reader& entry) {
  const auto added = entry.get_time("added");
  auto type = entry.get_string("mediaType");
  auto text = entry.get_string("text");
  if (!added || !type || !text) {
    return refuse("at " + entry.path() + ", a badge has a time, a media type and a text.");
  }
  if (text->size() > badge_text_bytes_max) return fail(book_full, "A badge in it is too large.");
  return KeptBadge{*added, std::move(*type), std::move(*text), json::print(entry.value())};
}

Result<Waiting> read_waiting(const json::Reader& entry) {
  auto issuer = entry.get_string("issuer");
  auto endpoint = entry.get_string("endpoint");
  auto token = entry.get_string("token");
  auto transaction = entry.get_string("transaction");
  const auto since = entry.get_time("since");
  if (!issuer || !endpoint || !token || !transaction || !since) {
    return refuse("at " + entry.path() + ", something is missing of what is waited for.");
  }
  return Waiting{std::move(*issuer), std::move(*endpoint), std::move(*token),
                 std::move(*transaction), *since};
}

template <class T>
Result<std::vector<T>> read_all(const json::Reader& book, std::string_view name, std::size_t most,
                                Result<T> (*read)(const json::Reader&)) {
  const auto list = book.get(name);
  if (!list || !list->value().is(json::Kind::array)) {
    return refuse(std::string(name) + " is missing.");
  }
  if (list->value().size() > most) return fail(book_full, "There is too much in the badge book.");
  TRY(entries, list->elements());
  std::vector<T> all;
  for (const auto& entry : entries) {
    TRY(one, read(entry));
    all.push_back(std::move(one));
  }
  return all;
}

std::string member_text(const json::Member& member) {
  json::Writer name;
  name.string(member.name);
  return name.take() + ":" + json::print(member.value);
}

std::vector<std::string> other_members(json::Value book) {
  std::vector<std::string> others;
  for (const json::Member member : book.members()) {
    const bool is_known = member.name == "version" || member.name == "holders" ||
                          member.name == "badges" || member.name == "waiting";
    if (!is_known) others.push_back(member_text(member));
  }
  return others;
}

void write_badge(json::Writer& writer, const KeptBadge& badge) {
  if (!badge.source.empty()) {
    writer.raw(badge.source);
    return;
  }
  writer.begin_object().member("added", print_time(badge.added));
  writer.member("mediaType", badge.media_type).member("text", badge.text).end_object();
}

void write_waiting(json::Writer& writer, const std::vector<Waiting>& waiting) {
  if (waiting.empty()) return;
  writer.name("waiting").begin_array();
  for (const auto& each : waiting) {
    writer.begin_object().member("issuer", each.issuer).member("endpoint", each.endpoint);
    writer.member("token", each.token).member("transaction", each.transaction);
    writer.member("since", print_time(each.since)).end_object();
  }
  writer.end_array();
}

std::string_view name_of(const std::string& member) {
  return std::string_view(member).substr(0, member.find("\":"));
}

}  // namespace

Result<Book> read_book(std::string_view text) {
  const auto document = json::parse(text, book_limits);
  if (!document || !document->root().is(json::Kind::object)) return refuse("it is not JSON.");
  const json::Reader reader(*document);
  if (reader.get_integer("version") != version) return refuse("its version is not 1.");
  TRY(holders, read_all<Holder>(reader, "holders", holders_max, read_holder));
  TRY(badges, read_all<KeptBadge>(reader, "badges", badges_max, read_badge));
  Book book{.holders = std::move(holders), .badges = std::move(badges)};
  if (reader.find("waiting")) {
    TRY(waiting, read_all<Waiting>(reader, "waiting", waiting_max, read_waiting));
    book.waiting = std::move(waiting);
  }
  book.others = other_members(document->root());
  return book;
}

std::string write_book(const Book& book) {
  json::Writer writer;
  writer.begin_object().name("version").integer(version).name("holders").begin_array();
  for (const auto& holder : book.holders) writer.raw(holder.source);
  writer.end_array().name("badges").begin_array();
  for (const auto& badge : book.badges) write_badge(writer, badge);
  writer.end_array();
  write_waiting(writer, book.waiting);
  auto text = writer.end_object().take();
  text.pop_back();
  for (const auto& member : book.others) text += "," + member;
  return text + "}";
}

Holder make_holder(Random& random) {
  auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
  const auto secret = encoding::encode_base64url(key.secret());
  const auto signer = keys::make_signer(std::move(key));
  const auto& known = signer->public_key();
  auto id = did::did_key_of(known).text();
  json::Writer writer;
  writer.begin_object().member("id", id).name("jwk").begin_object();
  writer.member("kty", "OKP").member("crv", "Ed25519");
  writer.member("x", encoding::encode_base64url(known.point())).member("d", secret);
  return {std::move(id), writer.end_object().end_object().take()};
}

Result<std::unique_ptr<keys::Signer>> signer_of(const Holder& holder) {
  TRY(entry, json::parse(holder.source));
  const auto jwk = entry.root().find("jwk");
  auto key = jwk ? keys::read_secret_jwk(*jwk) : fail(unusable_key, "It has no key.");
  if (!key) return fail(unusable_key, "The key of " + holder.id + " is not one to sign with here.");
  auto signer = keys::make_signer(std::move(*key));
  if (did::did_key_of(signer->public_key()).text() == holder.id) return signer;
  return fail(unusable_key, "The key of " + holder.id + " is another than that.");
}

bool add_badge(Book& book, KeptBadge badge) {
  if (std::ranges::find(book.badges, badge.text, &KeptBadge::text) != book.badges.end()) {
    return false;
  }
  book.badges.push_back(std::move(badge));
  return true;
}

Result<Merged> merge(Book& book, const Book& other) {
  Book grown = book;
  for (const auto& holder : other.holders) {
    const auto found = std::ranges::find(grown.holders, holder.id, &Holder::id);
    if (found == grown.holders.end()) grown.holders.push_back(holder);
  }
  for (const auto& badge : other.badges) add_badge(grown, badge);
  for (const auto& each : other.waiting) {
    const auto found = std::ranges::find(grown.waiting, each.transaction, &Waiting::transaction);
    if (found == grown.waiting.end()) grown.waiting.push_back(each);
  }
  for (const auto& member : other.others) {
    const auto found = std::ranges::find(grown.others, name_of(member), name_of);
    if (found == grown.others.end()) grown.others.push_back(member);
  }
  if (grown.holders.size() > holders_max || grown.badges.size() > badges_max ||
      grown.waiting.size() > waiting_max) {
    return fail(book_full, "Together they hold more than a badge book may.");
  }
  const Merged merged{.holders = grown.holders.size() - book.holders.size(),
                      .badges = grown.badges.size() - book.badges.size()};
  book = std::move(grown);
  return merged;
}

Result<std::string> seal_book(const Book& book, const SecretBytes& passphrase, Random& random,
                              std::int64_t rounds) {
  const SecretBytes text(to_bytes(bytes_of(write_book(book))));
  if (text.view().size() > jose::sealed_bytes_max || book.badges.size() > badges_max ||
      book.waiting.size() > waiting_max) {
    return fail(book_full, "The badge book is full.");
  }
  const jose::JweOptions options{
      .type = std::string(file_type), .content_type = std::string(content_type), .rounds = rounds};
  return jose::seal_jwe(text.view(), passphrase, options, random);
}

Result<Book> open_book(std::string_view file, const SecretBytes& passphrase) {
  while (file.ends_with('\n') || file.ends_with('\r')) file.remove_suffix(1);
  TRY(opened, jose::open_jwe(file, passphrase));
  if (opened.type != file_type || opened.content_type != content_type) {
    return refuse("the file is of another type.");
  }
  return read_book(text_of(opened.content.view()));
}

}  // namespace waarmerk::node::wallet
