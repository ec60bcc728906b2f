#include "crypto/jose/password_jwe.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::jose {
namespace {

constexpr std::string_view algorithm = "PBES2-HS512+A256KW";
constexpr std::string_view encryption = "A256GCM";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t wrapped_bytes = key_bytes + 8;  // RFC 3394
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t salt_bytes_min = 8;  // RFC 7518 4.8.1.1
constexpr std::size_t salt_bytes_max = 256;
constexpr std::size_t vector_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t header_text_max = 4096;

using Key = Secret<key_bytes>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

/// Only an exhausted machine, or one without a whole OpenSSL, fails where this is asked.
void require(bool ok) {
  if (!ok) std::abort();
}

Cipher make_cipher() {
  Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  require(cipher != nullptr);
  EVP_CIPHER_CTX_set_flags(cipher.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  return cipher;
}

int int_of(std::size_t size) {
  assert(size <= sealed_bytes_max + header_text_max);
  return static_cast<int>(size);
}

/// The key of a passphrase; the name of the algorithm goes before the salt (RFC 7518 4.8.1.1).
Key derive(const SecretBytes& passphrase, ByteView salt, std::int64_t rounds) {
  Bytes input = to_bytes(bytes_of(algorithm));
  input.push_back(0);
  append(input, salt);
  const auto text = text_of(passphrase.view());
  Key key;
  require(PKCS5_PBKDF2_HMAC(text.data(), int_of(text.size()), input.data(), int_of(input.size()),
                            static_cast<int>(rounds), EVP_sha512(), key_bytes,
                            key.writable().data()) == 1);
  return key;
}

Bytes wrap(const Key& with, const Key& what) {
  const auto cipher = make_cipher();
  Bytes wrapped(wrapped_bytes + 8);
  int size = 0;
  require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_wrap(), nullptr, with.view().data(),
                             nullptr) == 1);
  require(EVP_EncryptUpdate(cipher.get(), wrapped.data(), &size, what.view().data(), key_bytes) ==
          1);
  require(size == wrapped_bytes);
  wrapped.resize(wrapped_bytes);
  return wrapped;
}

/// Nothing where another key wrapped it, or it was changed: the two look the same (RFC 3394 2.2.3).
std::optional<Key> unwrap(const Key& with, ByteView wrapped) {
  const auto cipher = make_cipher();
  Secret<wrapped_bytes> room;
  int size = 0;
  require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_wrap(), nullptr, with.view().data(),
                             nullptr) == 1);
  const bool is_good = EVP_DecryptUpdate(cipher.get(), room.writable().data(), &size,
                                         wrapped.data(), int_of(wrapped.size())) == 1 &&
                       size == key_bytes;
  if (is_good) return Key(room.view().first<key_bytes>());
  ERR_clear_error();  // a stale error would confuse TLS on this thread
  return std::nullopt;
}

/// What AES-GCM takes beside what it encrypts.
struct Around {
  const Key& key;
  ByteView vector;
  std::string_view header;  ///< as it stands in the text, which is signed along
};

struct Encrypted {
  Bytes text;
  ByteArray<tag_bytes> tag;
};

Encrypted encrypt(const Around& around, ByteView content) {
  const auto cipher = make_cipher();
  auto* context = cipher.get();
  Encrypted out{.text = Bytes(content.size()), .tag = {}};
  int size = 0;
  const auto header = bytes_of(around.header);
  require(EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, around.key.view().data(),
                             around.vector.data()) == 1);
  require(EVP_EncryptUpdate(context, nullptr, &size, header.data(), int_of(header.size())) == 1);
  require(EVP_EncryptUpdate(context, out.text.data(), &size, content.data(),
                            int_of(content.size())) == 1);
  ByteArray<tag_bytes> end{};
  require(EVP_EncryptFinal_ex(context, end.data(), &size) == 1);
  require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_bytes, out.tag.data()) == 1);
  return out;
}

/// Nothing where anything of it was changed.
std::optional<SecretBytes> decrypt(const Around& around, ByteView text, Bytes tag) {
  const auto cipher = make_cipher();
  auto* context = cipher.get();
  Bytes content(text.size());
  int size = 0;
  const auto header = bytes_of(around.header);
  require(EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nullptr, around.key.view().data(),
                             around.vector.data()) == 1);
  require(EVP_DecryptUpdate(context, nullptr, &size, header.data(), int_of(header.size())) == 1);
  require(EVP_DecryptUpdate(context, content.data(), &size, text.data(), int_of(text.size())) == 1);
  require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) == 1);
  ByteArray<tag_bytes> end{};
  if (EVP_DecryptFinal_ex(context, end.data(), &size) == 1) return SecretBytes(std::move(content));
  ERR_clear_error();
  wipe(content);
  return std::nullopt;
}

std::string write_header(const JweOptions& options, ByteView salt) {
  json::Writer writer;
  writer.begin_object().member("alg", algorithm).member("enc", encryption);
  writer.member("p2s", encoding::encode_base64url(salt)).name("p2c").integer(options.rounds);
  writer.member("typ", options.type).member("cty", options.content_type).end_object();
  return encoding::encode_base64url(bytes_of(writer.text()));
}

struct Header {
  std::string type;
  std::string content_type;
  Bytes salt;
  std::int64_t rounds;
};

std::unexpected<Error> refuse(std::string detail) { return fail(malformed_jwe, std::move(detail)); }

Result<void> check_algorithms(const json::Reader& header) {
  const auto is = [&](std::string_view name, std::string_view wanted) {
    const auto text = header.value().find(name).and_then(&json::Value::string);
    return text == wanted;
  };
  if (!is("alg", algorithm) || !is("enc", encryption)) {
    return fail(unsupported_jwe,
                "It is encrypted in another way than PBES2-HS512+A256KW with "
                "A256GCM.");
  }
  if (header.value().find("crit") || header.value().find("zip")) {
    return fail(unsupported_jwe, "It is compressed, or needs an extension.");
  }
  return {};
}

Result<Header> read_header(std::string_view encoded) {
  if (encoded.size() > header_text_max) return refuse("Its header is too long.");
  const auto text = encoding::decode_base64url(encoded);
  if (!text) return refuse("Its header is not base64url.");
  const auto document = json::parse(text_of(*text), {.bytes_max = header_text_max, .depth_max = 8});
  if (!document || !document->root().is(json::Kind::object)) return refuse("It has no header.");
  const json::Reader header(*document);
  TRY_OK(check_algorithms(header));
  const auto rounds = header.get_integer("p2c");
  const auto salt_text = header.get_string("p2s");
  const auto type = header.find_string("typ");
  const auto content_type = header.find_string("cty");
  if (!rounds || !salt_text || !type || !content_type) return refuse("Its header lacks something.");
  auto salt = encoding::decode_base64url(*salt_text);
  if (!salt || salt->size() < salt_bytes_min || salt->size() > salt_bytes_max) {
    return refuse("Its salt is not what it must be.");
  }
  if (*rounds < rounds_min || *rounds > rounds_max) {
    return fail(unsupported_jwe, "Its passphrase is hashed too seldom or too often: p2c is " +
                                     std::to_string(*rounds) + ".");
  }
  return Header{.type = type->value_or(""),
                .content_type = content_type->value_or(""),
                .salt = std::move(*salt),
                .rounds = *rounds};
}

/// The five parts of the compact form, still base64url.
Result<std::array<std::string_view, 5>> split(std::string_view compact) {
  if (compact.size() > jwe_bytes_max) return refuse("It is too large.");
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto dot = compact.find('.');
    if ((dot == std::string_view::npos) != (i == 4)) return refuse("A compact JWE has five parts.");
    parts[i] = compact.substr(0, dot);
    if (i < 4) compact.remove_prefix(dot + 1);
  }
  return parts;
}

Result<Bytes> decode(std::string_view part, std::size_t bytes) {
  auto decoded = encoding::decode_base64url(part);
  if (decoded && (bytes == 0 || decoded->size() == bytes)) return decoded;
  return refuse("A part of it is not what it must be.");
}

}  // namespace

std::string seal_jwe(ByteView content, const SecretBytes& passphrase, const JweOptions& options,
                     Random& random) {
  assert(content.size() <= sealed_bytes_max);
  assert(options.rounds >= rounds_min && options.rounds <= rounds_max);
  const auto salt = draw<salt_bytes>(random);
  Key content_key;
  random.fill(content_key.writable());
  const auto vector = draw<vector_bytes>(random);
  auto text = write_header(options, salt);
  const auto wrapped = wrap(derive(passphrase, salt, options.rounds), content_key);
  const auto sealed = encrypt({content_key, vector, text}, content);
  for (const ByteView part :
       {ByteView(wrapped), ByteView(vector), ByteView(sealed.text), ByteView(sealed.tag)}) {
    text += '.';
    encoding::append_base64url(text, part);
  }
  return text;
}

Result<OpenedJwe> open_jwe(std::string_view compact, const SecretBytes& passphrase) {
  TRY(parts, split(compact));
  TRY(header, read_header(parts[0]));
  TRY(wrapped, decode(parts[1], wrapped_bytes));
  TRY(vector, decode(parts[2], vector_bytes));
  TRY(text, decode(parts[3], 0));
  TRY(tag, decode(parts[4], tag_bytes));
  if (passphrase.view().size() > header_text_max) {
    return fail(wrong_passphrase, "The passphrase does not open it.");
  }
  const auto key = unwrap(derive(passphrase, header.salt, header.rounds), wrapped);
  if (!key) return fail(wrong_passphrase, "The passphrase does not open it.");
  auto content = decrypt({*key, vector, parts[0]}, text, tag);
  if (!content) return refuse("It was changed after it was sealed.");
  return OpenedJwe{.type = std::move(header.type),
                   .content_type = std::move(header.content_type),
                   .content = std::move(*content)};
}

}  // namespace waarmerk::jose
