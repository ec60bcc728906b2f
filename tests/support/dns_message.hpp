// DnsMessage: answers of DNS, byte by byte.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"

namespace waarmerk::tests {

inline void put16(Bytes& to, std::size_t value) {
  to.push_back(static_cast<std::uint8_t>(value >> 8));
  to.push_back(static_cast<std::uint8_t>(value));
}

inline Bytes dns_name(std::string_view name) {
  Bytes bytes;
  while (!name.empty()) {
    const auto label = name.substr(0, name.find('.'));
    name.remove_prefix(std::min(label.size() + 1, name.size()));
    bytes.push_back(static_cast<std::uint8_t>(label.size()));
    bytes.insert(bytes.end(), label.begin(), label.end());
  }
  bytes.push_back(0);
  return bytes;
}

/// The strings of a TXT record.
inline Bytes txt_data(const std::vector<std::string>& strings) {
  Bytes data;
  for (const auto& one : strings) {
    data.push_back(static_cast<std::uint8_t>(one.size()));
    data.insert(data.end(), one.begin(), one.end());
  }
  return data;
}

struct DnsRecord {
  Bytes data;
  std::uint16_t type = 16;  // TXT
  std::uint16_t of_class = 1;
};

struct DnsMessage {
  std::uint16_t id = 7;
  std::uint16_t flags = 0x8180;  // an answer to a recursive question, without a failure
  std::string name = "_bot.library.example";
  std::vector<DnsRecord> records = {};

  Bytes bytes() const {
    Bytes all;
    for (const std::size_t word : {std::size_t{id}, std::size_t{flags}, std::size_t{1},
                                   records.size(), std::size_t{0}, std::size_t{0}}) {
      put16(all, word);
    }
    const auto asked = dns_name(name);
    all.insert(all.end(), asked.begin(), asked.end());
    put16(all, 16);
    put16(all, 1);
    for (const auto& record : records) {
      put16(all, 0xc00c);  // the name that was asked about
      put16(all, record.type);
      put16(all, record.of_class);
      put16(all, 0);
      put16(all, 300);  // seconds to keep it
      put16(all, record.data.size());
      all.insert(all.end(), record.data.begin(), record.data.end());
    }
    return all;
  }
};

}  // namespace waarmerk::tests
