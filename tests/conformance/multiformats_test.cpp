// The test strings of the multibase repository, and the codes of the multicodec table.
#include <doctest/doctest.h>

#include <charconv>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::encoding {
namespace {

const std::map<std::string, Base> known_bases{{"base58btc", Base::base58btc},
                                              {"base64url", Base::base64url},
                                              {"base16", Base::base16},
                                              {"base16upper", Base::base16_upper}};

struct Row {
  std::string name;
  std::string text;
};

/// `name, "text"` a line.
std::vector<Row> rows(const std::filesystem::path& file) {
  std::istringstream lines(tests::read_file(file));
  std::vector<Row> found;
  for (std::string line; std::getline(lines, line);) {
    const auto open = line.find('"');
    if (open == std::string::npos) continue;
    found.push_back(
        {line.substr(0, line.find(',')), line.substr(open + 1, line.rfind('"') - open - 1)});
  }
  return found;
}

/// Every base we know gives `bytes` back, and writes the text where it is canonical; every other
/// base is refused.
int check_file(const std::filesystem::path& file, ByteView bytes, bool canonical) {
  int known = 0;
  for (const Row& row : rows(file)) {
    if (row.name == "encoding" || row.name == "non-canonical encoding") continue;
    CAPTURE(row.name);
    const auto base = known_bases.find(row.name);
    if (base == known_bases.end()) {
      CHECK(decode_multibase(row.text).error().code == malformed);
      continue;
    }
    ++known;
    CHECK(decode_multibase(row.text) == to_bytes(bytes));
    if (canonical) CHECK(encode_multibase(base->second, bytes) == row.text);
  }
  return known;
}

}  // namespace

TEST_CASE("the multibase strings of our bases hold, and other bases are refused") {
  VECTORS_OR_SKIP(folder, "multiformats");
  using std::string_literals::operator""s;
  CHECK(check_file(folder / "basic.csv", bytes_of("yes mani !"), true) == 4);
  CHECK(check_file(folder / "leading_zero.csv", bytes_of("\0yes mani !"s), true) == 4);
  CHECK(check_file(folder / "two_leading_zeros.csv", bytes_of("\0\0yes mani !"s), true) == 4);
  CHECK(check_file(folder / "case_insensitivity.csv", bytes_of("hello world"), false) == 2);
}

TEST_CASE("our codes are those of the multicodec table") {
  VECTORS_OR_SKIP(folder, "multiformats");
  std::istringstream lines(tests::read_file(folder / "multicodec-table.csv"));
  std::map<std::string, std::uint64_t> table;
  for (std::string line; std::getline(lines, line);) {
    const auto hex = line.find("0x");
    if (hex == std::string::npos) continue;
    std::uint64_t code = 0;
    std::from_chars(line.data() + hex + 2, line.data() + line.size(), code, 16);
    table[line.substr(0, line.find(','))] = code;
  }
  const std::map<std::string, Multicodec> ours{{"sha2-256", Multicodec::sha2_256},
                                               {"sha2-384", Multicodec::sha2_384},
                                               {"secp256k1-pub", Multicodec::secp256k1_pub},
                                               {"bls12_381-g2-pub", Multicodec::bls12_381_g2_pub},
                                               {"x25519-pub", Multicodec::x25519_pub},
                                               {"ed25519-pub", Multicodec::ed25519_pub},
                                               {"p256-pub", Multicodec::p256_pub},
                                               {"p384-pub", Multicodec::p384_pub},
                                               {"rsa-pub", Multicodec::rsa_pub},
                                               {"ed25519-priv", Multicodec::ed25519_priv},
                                               {"p256-priv", Multicodec::p256_priv}};
  for (const auto& [name, code] : ours) {
    CAPTURE(name);
    CHECK(table[name] == std::to_underlying(code));
  }
}

}  // namespace waarmerk::encoding
