#include "ui/kit/language.h"
#include "ui/text/verdict_text.h"

#include <QApplication>

#include <gtest/gtest.h>

namespace rawi::test {

// Every reason that ProbeVerdict lists has words, in both languages.
TEST(VerdictText, HasWordsForEveryReason)
{
    LanguageSwitch language(*qApp);
    QSet<QString> seen;
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        for (const char *code : {"container", "video_codec", "pixel_format", "hdr", "interlaced", "variable_frame_rate",
                                 "sample_aspect", "large_picture", "audio_codec", "audio_channels", "audio_unknown", "clock_jump", "tracks_left_out", "more_sounds",
                                 "not_finished", "index_at_end",
                                 "picture_format"}) {
            const QString text = verdictText(ProbeVerdict{false, {QString::fromLatin1(code)}});
            EXPECT_EQ(text.count(QLatin1Char('\n')), 1) << code;
            EXPECT_FALSE(seen.contains(text)) << code;
            seen.insert(text);
        }
    }
    EXPECT_EQ(verdictText(ProbeVerdict{true, {u"of a newer worker"_s}}), u"Plays everywhere as it is"_s);
    EXPECT_TRUE(verdictText({}).isEmpty());
}

} // namespace rawi::test
