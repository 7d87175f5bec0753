#include "ui/kit/language.h"
#include "ui/text/verdict_text.h"

#include <QApplication>
#include <QJsonArray>

#include <gtest/gtest.h>

namespace rawi::test {

// Every code that core/engine/verdict.h lists has words, in both languages.
TEST(VerdictText, HasWordsForEveryReason)
{
    LanguageSwitch language(*qApp);
    QSet<QString> seen;
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        for (const char *code : {"container", "video_codec", "pixel_format", "hdr", "interlaced", "variable_frame_rate",
                                 "sample_aspect", "large_picture", "audio_codec", "audio_channels", "index_at_end",
                                 "picture_format"}) {
            const QString text = verdictText({{QStringLiteral("plays_everywhere"), false},
                                              {QStringLiteral("reasons"), QJsonArray{QString::fromLatin1(code)}}});
            EXPECT_EQ(text.count(QLatin1Char('\n')), 1) << code;
            EXPECT_FALSE(seen.contains(text)) << code;
            seen.insert(text);
        }
    }
    EXPECT_EQ(verdictText({{QStringLiteral("plays_everywhere"), true},
                           {QStringLiteral("reasons"), QJsonArray{QStringLiteral("of a newer worker")}}}),
              QStringLiteral("Plays everywhere as it is"));
    EXPECT_TRUE(verdictText({}).isEmpty());
}

} // namespace rawi::test
