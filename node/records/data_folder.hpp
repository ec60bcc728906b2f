// What lies in the folder of an organisation.
#pragma once

#include <filesystem>

namespace waarmerk::node::records {

struct DataFolder {
  std::filesystem::path root;

  std::filesystem::path store() const { return root / "data"; }
  std::filesystem::path vault() const { return root / "keys.vault"; }
  /// The nonce of the last start, outside the store: a restored store does not match it.
  std::filesystem::path instance() const { return root / "instance"; }
  std::filesystem::path admin_token() const { return root / "admin.token"; }
  std::filesystem::path config() const { return root / "waarmerk.toml"; }
};

}  // namespace waarmerk::node::records
