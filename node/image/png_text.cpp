#include "node/image/png_text.hpp"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <utility>

#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {
namespace {

/// What libpng calls back with. It leaves its functions by longjmp, so nothing that has a
/// destructor may live in a frame between set_jump and its calls: all of it lives here.
struct Reading {
  ByteView rest;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string complaint = {};

  explicit Reading(ByteView image) : rest(image) {}
  ~Reading() { png_destroy_read_struct(&png, &info, nullptr); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
};

void note(png_structp png, png_const_charp text) {
  auto& reading = *static_cast<Reading*>(png_get_error_ptr(png));
  if (reading.complaint.empty()) reading.complaint = text;
}

[[noreturn]] void on_error(png_structp png, png_const_charp text) {
  note(png, text);
  png_longjmp(png, 1);
}

void on_read(png_structp png, png_bytep to, std::size_t count) {
  auto& reading = *static_cast<Reading*>(png_get_io_ptr(png));
  if (count > reading.rest.size()) png_error(png, "it breaks off");
  std::memcpy(to, reading.rest.data(), count);
  reading.rest = reading.rest.subspan(count);
}

/// Up to the first byte of the picture.
bool read_info(Reading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_set_read_fn(reading.png, &reading, on_read);
  png_set_chunk_cache_max(reading.png, texts_max + 2);  // libpng stops short of its limit
  png_set_chunk_malloc_max(reading.png, text_bytes_max + 1024);
  png_set_crc_action(reading.png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_read_info(reading.png, reading.info);
  return true;
}

std::string_view view_of(const png_text& text) {
  const bool is_international = text.compression >= PNG_ITXT_COMPRESSION_NONE;
  return {text.text, is_international ? text.itxt_length : text.text_length};
}

std::vector<PngText> texts_of(const Reading& reading) {
  png_textp texts = nullptr;
  const int count = png_get_text(reading.png, reading.info, &texts, nullptr);
  std::vector<PngText> read;
  for (int i = 0; i < count; ++i) {
    read.push_back({.keyword = texts[i].key,
                    .text = std::string(view_of(texts[i])),
                    .is_international = texts[i].compression >= PNG_ITXT_COMPRESSION_NONE});
  }
  return read;
}

}  // namespace

Result<std::vector<PngText>> read_texts(ByteView image) {
  Reading reading(image);
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, note);
  reading.info = reading.png == nullptr ? nullptr : png_create_info_struct(reading.png);
  if (reading.info == nullptr) return fail(too_large, "There is too little memory for the image.");
  const bool is_read = read_info(reading);
  // A text that it cannot use is only a warning to libpng; to us it may be the badge.
  if (!is_read || !reading.complaint.empty()) {
    return fail(malformed, "The PNG cannot be read: " + reading.complaint + ".");
  }
  return texts_of(reading);
}

}  // namespace waarmerk::node::image
