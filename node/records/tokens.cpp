#include "node/records/tokens.hpp"

#include <algorithm>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

Result<Token> read_token(std::string_view id, const json::Document& document) {
  const json::Reader row(document);
  TRY(hash_text, row.get_string("hash"));
  TRY(hash, encoding::decode_base64url(hash_text));
  if (hash.size() != 32) return fail(bad_row, "A token's hash has a wrong size.");
  TRY(scopes, row.strings("scopes"));
  TRY(label, row.get_string("label"));
  TRY(created, row.get_time("created"));
  TRY(expires, row.find_time("expires"));
  Token token{std::string(id), {}, scopes, label, created, expires};
  std::copy(hash.begin(), hash.end(), token.hash.value.begin());
  return token;
}

}  // namespace

Result<std::optional<Token>> find_token(const storage::View& view, std::string_view id) {
  return find_row<Token>(view, family::token, bytes_of(id), read_token);
}

Result<std::vector<Token>> list_tokens(const storage::View& view) {
  return list_rows<Token>(view, {.family = family::token}, read_token);
}

void save_token(storage::Batch& batch, const Token& token) {
  json::Writer row;
  row.begin_object()
      .member("hash", encoding::encode_base64url(token.hash.value))
      .member("label", token.label)
      .member("created", print_time(token.created));
  row.name("scopes").begin_array();
  for (const auto& scope : token.scopes) row.string(scope);
  row.end_array();
  if (token.expires) row.member("expires", print_time(*token.expires));
  row.end_object();
  batch.put(family::token, bytes_of(token.id), bytes_of(row.text()));
}

void erase_token(storage::Batch& batch, std::string_view id) {
  batch.erase(family::token, bytes_of(id));
}

}  // namespace waarmerk::node::records
