#include "crypto/jose/password_jwe.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::jose {
namespace {

SecretBytes secret(std::string_view text) { return SecretBytes(to_bytes(bytes_of(text))); }

const JweOptions options{
    .type = "badgebook+jwe", .content_type = "badgebook+json", .rounds = rounds_min};

std::string sealed(std::string_view content, std::string_view passphrase = "correct horse") {
  tests::SeededRandom random;
  return seal_jwe(bytes_of(content), secret(passphrase), options, random);
}

ErrorCode code_of(std::string_view compact, std::string_view passphrase = "correct horse") {
  const auto opened = open_jwe(compact, secret(passphrase));
  REQUIRE_FALSE(opened);
  return opened.error().code;
}

/// The same with another header, which need not be one that a program would write.
std::string with_header(const std::string& compact, std::string_view header) {
  return encoding::encode_base64url(bytes_of(header)) + compact.substr(compact.find('.'));
}

/// Gives what it was told to, in the place of chance.
class Told final : public Random {
 public:
  explicit Told(Bytes bytes) : bytes_(std::move(bytes)) {}
  void fill(std::span<std::uint8_t> bytes) override {
    REQUIRE(bytes_.size() >= bytes.size());
    std::copy_n(bytes_.begin(), bytes.size(), bytes.begin());
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(bytes.size()));
  }

 private:
  Bytes bytes_;
};

}  // namespace

TEST_CASE("a JWE that WebCrypto made is opened, and made again to the byte") {
  const auto vector = json::parse(tests::read_file(tests::spec("wire/vectors/backup.json")));
  REQUIRE(vector);
  const auto text = [&](std::string_view name) {
    return std::string(vector->root().find(name)->string().value());
  };
  const auto opened = open_jwe(text("compact"), secret(text("passphrase")));
  REQUIRE(opened);
  CHECK(text_of(opened->content.view()) == text("plaintext"));
  CHECK(opened->type == options.type);
  CHECK(opened->content_type == options.content_type);

  Bytes chance;
  for (const auto* name : {"salt", "contentKey", "iv"}) {
    append(chance, encoding::decode_hex(text(name)).value());
  }
  Told told(std::move(chance));
  CHECK(seal_jwe(bytes_of(text("plaintext")), secret(text("passphrase")), options, told) ==
        text("compact"));
}

TEST_CASE("what was sealed comes back, also nothing at all") {
  for (const auto& content : {std::string(), std::string("{}"), std::string(100'000, 'x')}) {
    const auto opened = open_jwe(sealed(content), secret("correct horse"));
    REQUIRE(opened);
    CHECK(text_of(opened->content.view()) == content);
  }
}

TEST_CASE("another passphrase does not open it") {
  CHECK(code_of(sealed("{}"), "correct horsf") == wrong_passphrase);
  CHECK(code_of(sealed("{}"), "") == wrong_passphrase);
  CHECK(code_of(sealed("{}"), std::string(5000, 'x')) == wrong_passphrase);
}

TEST_CASE("a change of any part is found") {
  const auto good = sealed("some content");
  const auto changed = [&](std::size_t at) {
    auto text = good;
    text[at] = text[at] == 'A' ? 'B' : 'A';
    return text;
  };
  const auto third = good.find('.', good.find('.') + 1) + 1;
  CHECK(code_of(changed(third)) == malformed_jwe);
  CHECK(code_of(changed(good.find('.', third) + 1)) == malformed_jwe);
  CHECK(code_of(changed(good.rfind('.') + 1)) == malformed_jwe);
  CHECK(code_of(changed(good.find('.') + 1)) == wrong_passphrase);  // the wrapped key
}

TEST_CASE("what is no compact JWE is refused") {
  const auto good = sealed("{}");
  CHECK(code_of("") == malformed_jwe);
  CHECK(code_of("a.b.c") == malformed_jwe);
  CHECK(code_of(good + ".x") == malformed_jwe);
  CHECK(code_of(good.substr(0, good.rfind('.'))) == malformed_jwe);
  CHECK(code_of(good + "=") == malformed_jwe);
  CHECK(code_of(with_header(good, "no JSON")) == malformed_jwe);
  CHECK(code_of(std::string(jwe_bytes_max + 1, 'A')) == malformed_jwe);
}

TEST_CASE("other algorithms, extensions and counts out of bounds are refused before any work") {
  const auto good = sealed("{}");
  const auto header = [](std::string_view algorithm, std::string_view rounds,
                         std::string_view more = "") {
    return R"({"alg":")" + std::string(algorithm) + R"(","enc":"A256GCM","p2s":"AAECAwQFBgc",)" +
           R"("p2c":)" + std::string(rounds) + std::string(more) + "}";
  };
  const auto refused = [&](const std::string& words) { return code_of(with_header(good, words)); };
  CHECK(refused(header("PBES2-HS512+A256KW", "100000")) == wrong_passphrase);  // of another salt
  CHECK(refused(header("PBES2-HS256+A128KW", "100000")) == unsupported_jwe);
  CHECK(refused(header("PBES2-HS512+A256KW", "99999")) == unsupported_jwe);
  CHECK(refused(header("PBES2-HS512+A256KW", "10000001")) == unsupported_jwe);
  CHECK(refused(header("PBES2-HS512+A256KW", "\"100000\"")) == malformed_jwe);
  CHECK(refused(header("PBES2-HS512+A256KW", "100000", R"(,"zip":"DEF")")) == unsupported_jwe);
  CHECK(refused(header("PBES2-HS512+A256KW", "100000", R"(,"crit":["x"])")) == unsupported_jwe);
  CHECK(refused(R"({"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2c":100000})") == malformed_jwe);
}

}  // namespace waarmerk::jose
