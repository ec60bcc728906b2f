// Tokens: who may write here. Only the hash of a token is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct Token {
  std::string id;
  Sha256 hash;
  std::vector<std::string> scopes;
  std::string label;
  UnixTime created;
  std::optional<UnixTime> expires;
};

Result<std::optional<Token>> find_token(const storage::View& view, std::string_view id);
Result<std::vector<Token>> list_tokens(const storage::View& view);
void save_token(storage::Batch& batch, const Token& token);
void erase_token(storage::Batch& batch, std::string_view id);

}  // namespace waarmerk::node::records
