#include "crawler/charset.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "crawler/utf8.h"

namespace vigie::crawler {
namespace {

// A literal with its NUL bytes.
template <std::size_t size>
std::string bytes(const char (&literal)[size]) {
  return {literal, size - 1};
}

struct DecodeCase {
  std::string name;
  std::string bytes;
  std::string content_type;
  std::string text;
  std::string charset;
  CharsetSource source;
  bool had_errors = false;
};
class DecodeHtml : public testing::TestWithParam<DecodeCase> {};
TEST_P(DecodeHtml, Gives) {
  const DecodeCase& test = GetParam();
  const Decoded decoded = decode_html(test.bytes, test.content_type);
  EXPECT_EQ(decoded.text, test.text);
  EXPECT_EQ(decoded.charset, test.charset);
  EXPECT_EQ(decoded.source, test.source);
  EXPECT_EQ(decoded.had_errors, test.had_errors);
}

const auto case_name = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Choice, DecodeHtml,
    testing::Values(
        DecodeCase{"Utf8WithoutAnySign", "été", "", "été", "UTF-8", CharsetSource::guessed},
        DecodeCase{"Latin1WithoutAnySign", "\xE9t\xE9", "", "été", "windows-1252",
                   CharsetSource::guessed},
        DecodeCase{"Nothing", "", "", "", "UTF-8", CharsetSource::guessed},
        DecodeCase{"Utf8CutOffInACharacter", "été \xE2\x82", "", "été \uFFFD", "UTF-8",
                   CharsetSource::guessed, true},
        DecodeCase{"Latin1EndingInAnAccent", "caf\xE9", "", "café", "windows-1252",
                   CharsetSource::guessed},
        DecodeCase{"BomBeatsHeader", "\xEF\xBB\xBFété", "text/html; charset=iso-8859-1", "été",
                   "UTF-8", CharsetSource::bom},
        DecodeCase{"BomOfUtf16BigEndian", bytes("\xFE\xFF\0\xE9"), "", "é", "UTF-16BE",
                   CharsetSource::bom},
        DecodeCase{"BomOfUtf16LittleEndian", bytes("\xFF\xFE\xE9\0"), "", "é", "UTF-16LE",
                   CharsetSource::bom},
        DecodeCase{"HeaderBeatsMeta", "<meta charset=utf-8>\xE9", "text/html;charset=latin1",
                   "<meta charset=utf-8>é", "windows-1252", CharsetSource::header},
        DecodeCase{"UnknownHeaderLabel", "<meta charset=latin1>\xE9", "text/html; charset=x-y",
                   "<meta charset=latin1>é", "windows-1252", CharsetSource::meta},
        DecodeCase{"MetaUtf16CannotBe", "<meta charset=utf-16>é", "", "<meta charset=utf-16>é",
                   "UTF-8", CharsetSource::meta},
        DecodeCase{"MetaUserDefined", "<meta charset=x-user-defined>\xE9", "",
                   "<meta charset=x-user-defined>é", "windows-1252", CharsetSource::meta},
        DecodeCase{"XmlDeclaration", "<?xml version='1.0' encoding = 'iso-8859-15'?>\xA4", "",
                   "<?xml version='1.0' encoding = 'iso-8859-15'?>€", "ISO-8859-15",
                   CharsetSource::meta},
        DecodeCase{"MetaBeatsXmlDeclaration",
                   "<?xml encoding='iso-8859-15'?><meta charset=latin1>\xA4", "",
                   "<?xml encoding='iso-8859-15'?><meta charset=latin1>¤", "windows-1252",
                   CharsetSource::meta},
        DecodeCase{"LateMeta", "<!--" + std::string(2000, 'x') + "--><meta charset=koi8-r>\xC1", "",
                   "<!--" + std::string(2000, 'x') + "--><meta charset=koi8-r>а", "KOI8-R",
                   CharsetSource::meta}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    ContentType, DecodeHtml,
    testing::Values(DecodeCase{"Quoted", "\xE9", "text/html; Charset=\"ISO-8859-1\"", "é",
                               "windows-1252", CharsetSource::header},
                    DecodeCase{"UnclosedQuote", "\xE9", "text/html; charset=\"ISO-8859-1", "é",
                               "windows-1252", CharsetSource::header},
                    DecodeCase{"SpacesAround", "\xE9", "text/html ;  charset = latin1 ; a=b", "é",
                               "windows-1252", CharsetSource::header},
                    DecodeCase{"OtherParameterFirst", "\xE9",
                               "text/html; profile=x; charset=latin1", "é", "windows-1252",
                               CharsetSource::header},
                    DecodeCase{"NotTheWord", "é", "text/html; xcharset=latin1", "é", "UTF-8",
                               CharsetSource::guessed}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Bytes, DecodeHtml,
    testing::Values(
        DecodeCase{"WrongUtf8", "a\xE9z", "x;charset=utf-8", "a\uFFFDz", "UTF-8",
                   CharsetSource::header, true},
        DecodeCase{"HoleInACodePage", "\x81", "x;charset=windows-1252", "\u0081", "windows-1252",
                   CharsetSource::header},
        DecodeCase{"ByteThatMeansNothing", "a\xAAz", "x;charset=windows-1253", "a\uFFFDz",
                   "windows-1253", CharsetSource::header, true},
        DecodeCase{"LoneSurrogate",
                   bytes("\x3D\xD8"
                         "a\0"),
                   "x;charset=utf-16", "\uFFFDa", "UTF-16LE", CharsetSource::header, true},
        DecodeCase{"OddUtf16", bytes("a\0b"), "x;charset=utf-16", "a\uFFFD", "UTF-16LE",
                   CharsetSource::header, true},
        DecodeCase{"ShiftJis", "\x93\xFA\x96\x7B", "x;charset=sjis", "日本", "Shift_JIS",
                   CharsetSource::header},
        DecodeCase{"EucJp", "\xC6\xFC\xCB\xDC\xA1\xC1", "x;charset=euc-jp", "日本～", "EUC-JP",
                   CharsetSource::header},
        DecodeCase{"Iso2022Jp", "\x1B$BF|K\\\x1B(B.", "x;charset=iso-2022-jp", "日本.",
                   "ISO-2022-JP", CharsetSource::header},
        DecodeCase{"Gb2312IsGbk", "\xD6\xD0\x80", "x;charset=gb2312", "中€", "GBK",
                   CharsetSource::header},
        DecodeCase{"Gb18030", "\x81\x30\x81\x30", "x;charset=gb18030", "\u0080", "gb18030",
                   CharsetSource::header},
        DecodeCase{"Big5", "\xA4\xA4", "x;charset=big5", "中", "Big5", CharsetSource::header},
        DecodeCase{"EucKr", "\xC7\xD1\x81\x41", "x;charset=euc-kr", "한갂", "EUC-KR",
                   CharsetSource::header},
        // A bad pair must not swallow the '<' of a tag.
        DecodeCase{"MarkupAfterABadLeadByte", "\xA4<b>", "x;charset=big5", "\uFFFD<b>", "Big5",
                   CharsetSource::header, true},
        DecodeCase{"UserDefined", "a\x80\xFF", "x;charset=x-user-defined", "a\uF780\uF7FF",
                   "x-user-defined", CharsetSource::header},
        DecodeCase{"Replacement", "<script>", "x;charset=iso-2022-kr", "\uFFFD", "replacement",
                   CharsetSource::header, true}),
    case_name);

TEST(SingleByteEncodings, MeanWhatTheyMeanInChromium) {
  std::ifstream file(VIGIE_TEST_DATA "/charset/single_byte.txt");
  std::size_t total = 0;
  for (std::string line; std::getline(file, line); ++total) {
    std::istringstream fields(line);
    std::string encoding, wanted, got;
    fields >> encoding;
    for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
      std::string code_point;
      fields >> code_point;
      if (code_point == "-")
        wanted += kReplacementCharacter;
      else
        append_utf8(wanted, static_cast<char32_t>(std::stoul(code_point, nullptr, 16)));
      got += decode_html(std::string(1, static_cast<char>(byte)), "x;charset=" + encoding).text;
    }
    EXPECT_EQ(got, wanted) << encoding;
  }
  EXPECT_EQ(total, 27U);
}

struct LabelCase {
  std::string name;
  std::string label;
  std::string_view encoding;
};
class EncodingLabel : public testing::TestWithParam<LabelCase> {};
TEST_P(EncodingLabel, Names) {
  EXPECT_EQ(encoding_of_label(GetParam().label), GetParam().encoding);
}
INSTANTIATE_TEST_SUITE_P(
    Labels, EncodingLabel,
    testing::Values(LabelCase{"CaseAndSpace", " \tUTF8\r\n", "UTF-8"},
                    LabelCase{"Latin1IsWindows1252", "ISO-8859-1", "windows-1252"},
                    LabelCase{"Latin9", "l9", "ISO-8859-15"},
                    LabelCase{"LastOfItsRow", "x-cp1252", "windows-1252"},
                    LabelCase{"PrefixOfAnother", "iso_8859-1", "windows-1252"},
                    LabelCase{"Unknown", "utf-7", ""}, LabelCase{"Empty", "", ""},
                    LabelCase{"TwoLabelsAreNone", "utf-8 utf8", ""},
                    LabelCase{"PartOfALabel", "tf-8", ""},
                    LabelCase{"Endless", std::string(100'000, 'a'), ""}),
    case_name);

struct PrescanCase {
  std::string name;
  std::string bytes;
  std::string_view encoding;
};
class MetaPrescan : public testing::TestWithParam<PrescanCase> {};
TEST_P(MetaPrescan, Finds) {
  EXPECT_EQ(prescan_meta_charset(GetParam().bytes), GetParam().encoding);
}
INSTANTIATE_TEST_SUITE_P(
    Pages, MetaPrescan,
    testing::Values(
        PrescanCase{"NeedsThePragma", "<meta content='text/html; charset=latin1'>", ""},
        PrescanCase{"AnyOrder", "<META content=a;CHARSET=latin1 http-equiv=CONTENT-TYPE>",
                    "windows-1252"},
        PrescanCase{"InAComment", "<!-- <meta charset=latin1> -->", ""},
        PrescanCase{"AfterTheShortestComment", "<!--><meta charset=latin1>", "windows-1252"},
        PrescanCase{"InAnAttribute", "<a title='<meta charset=latin1>'>", ""},
        PrescanCase{"FirstAttributeWins", "<meta charset=latin1 charset=utf-8>", "windows-1252"},
        PrescanCase{"BadLabelThenGood", "<meta charset=x-y><meta charset=latin1>", "windows-1252"},
        PrescanCase{"SlashAfterTheName", "<meta/charset=latin1>", "windows-1252"},
        PrescanCase{"PastTheFirst1024Bytes", std::string(1020, ' ') + "<meta charset=latin1>", ""},
        PrescanCase{"Utf16OfXml", bytes("<\0?\0x\0"), "UTF-16LE"}),
    case_name);

struct Utf8Case {
  std::string name;
  std::string bytes;
  std::string text;
};
class ValidUtf8 : public testing::TestWithParam<Utf8Case> {};
TEST_P(ValidUtf8, ReplacesMaximalSubparts) {
  EXPECT_EQ(to_valid_utf8(GetParam().bytes), GetParam().text);
  // The same far from the start, where whole words are checked at once.
  const std::string far = std::string(61, 'x');
  EXPECT_EQ(to_valid_utf8(far + GetParam().bytes + far), far + GetParam().text + far);
}
INSTANTIATE_TEST_SUITE_P(
    Bytes, ValidUtf8,
    testing::Values(Utf8Case{"Valid", "aé€😀", "aé€😀"}, Utf8Case{"LoneTail", "\x80", "\uFFFD"},
                    Utf8Case{"Overlong", "\xC0\xAF", "\uFFFD\uFFFD"},
                    Utf8Case{"OverlongOfThree", "\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD"},
                    Utf8Case{"Surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                    Utf8Case{"PastTheLast", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
                    Utf8Case{"LastOfAll", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
                    Utf8Case{"CutOffByText", "\xE2\x82z", "\uFFFDz"},
                    Utf8Case{"CutOffByALead", "\xF0\x9F\x98\xC3\xA9", "\uFFFDé"},
                    Utf8Case{"Latin1", "\xE9t\xE9z", "\uFFFDt\uFFFDz"}),
    case_name);

TEST(ValidUtf8, EndsWithTheCutOffSequence) {
  EXPECT_EQ(to_valid_utf8("a\xE2\x82"), "a\uFFFD");
  EXPECT_EQ(cut_off_utf8("a\xE2\x82"), "\xE2\x82");
  EXPECT_EQ(cut_off_utf8("a\xE2z"), "");
}

TEST(ValidUtf8, IsFoundWhereverTheBadByteStands) {
  for (std::size_t at = 0; at < 100; ++at) {
    std::string text(100, 'x');
    text[at] = '\xFF';
    EXPECT_EQ(valid_utf8_prefix(text), at);
    EXPECT_EQ(ascii_prefix(text), at);
  }
}

}  // namespace
}  // namespace vigie::crawler
