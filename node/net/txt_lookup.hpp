// TxtLookup: TxtRecords by the system's resolver, off the node's threads (spec/decisions/0045).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "node/fetch/txt_records.hpp"
#include "node/net/lookup.hpp"

namespace waarmerk::node::net {

/// Where DNS is asked; the system's name servers where it is empty.
struct NameServer {
  std::string address = {};  ///< IPv4
  std::uint16_t port = 53;
};

class TxtLookup final : public fetch::TxtRecords {
 public:
  explicit TxtLookup(NameServer server = {});

  /// Of one name at the most 16 records, 1 KiB each, within 8 seconds.
  Task<Result<std::vector<std::string>>> find_txt(std::string name) override;

 private:
  Lookup lookup_;
};

}  // namespace waarmerk::node::net
