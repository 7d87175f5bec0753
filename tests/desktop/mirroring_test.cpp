// Slips of mirroring: where the cursor of an empty line waits, and what stands on a time line or beside another language, which
// do not turn round with the window.
#include "tests/desktop/window_fixture.h"
#include "ui/catalog/series_dialog.h"
#include "ui/kit/directional_edit.h"

#include <QLabel>
#include <QLineEdit>

namespace rawi::test {

namespace {

class MirroringTest : public WindowFixture {
protected:
    static int cursorOf(QLineEdit &line)
    {
        line.grab(); // where the text stands is known once it was painted
        return line.inputMethodQuery(Qt::ImCursorRectangle).toRectF().center().toPoint().x();
    }
};

} // namespace

TEST_F(MirroringTest, AnEmptyLineWaitsOnTheWindowsSideAndTurnsToItsLetters)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool rtl = language == Language::Arabic;
        open(language);
        QLineEdit line;
        line.resize(400, 36);
        line.show();
        EXPECT_EQ(cursorOf(line) > 200, rtl) << "empty";
        line.setText(u"Sara"_s);
        line.home(false);
        EXPECT_LT(cursorOf(line), 200) << "Latin letters begin on the left";
        line.setText(u"سارة"_s);
        line.home(false);
        EXPECT_GT(cursorOf(line), 200) << "Arabic ones on the right";
        line.clear();
        EXPECT_EQ(cursorOf(line) > 200, rtl) << "empty again";
        DirectionalLineEdit arabic(Direction::RightToLeft);
        arabic.resize(400, 36);
        arabic.show();
        EXPECT_GT(cursorOf(arabic), 200) << "an Arabic field is one in every window";
    }
}

TEST_F(MirroringTest, ALabelBeginsOnItsOwnSideWhateverIsInIt)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        const bool rtl = language == Language::Arabic;
        QLabel label;
        label.setWordWrap(true);
        label.resize(600, 40);
        label.show();
        for (const QString &text : {u"\u2068خطى\u2069"_s, u"خطى"_s, u"Steps"_s, u"\u2068Steps\u2069"_s}) {
            label.setText(text);
            const QImage shown = label.grab().toImage();
            int left = 0;
            int right = 0;
            for (int x = 0; x < shown.width(); ++x) {
                for (int y = 4; y < shown.height() - 4; ++y) {
                    const bool ink = shown.pixel(x, y) != shown.pixel(shown.width() / 2, 1);
                    (x < shown.width() / 2 ? left : right) += ink ? 1 : 0;
                }
            }
            EXPECT_EQ(right > left, rtl) << qUtf8Printable(text);
        }
        label.setAlignment(Qt::AlignCenter);
        EXPECT_EQ(label.alignment(), Qt::AlignCenter);
    }
}

TEST_F(MirroringTest, ALineFollowsASwitchOfLanguage)
{
    open(Language::English);
    QLineEdit line;
    line.resize(400, 36);
    line.show();
    EXPECT_LT(cursorOf(line), 200);
    m_language->setLanguage(Language::Arabic);
    EXPECT_GT(cursorOf(line), 200);
}

TEST_F(MirroringTest, EnglishStandsLeftOfArabicInEveryWindow)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        SeriesDialog dialog(SeriesDialog::Purpose::Create);
        dialog.show();
        const auto lines = dialog.findChildren<DirectionalLineEdit *>();
        const auto texts = dialog.findChildren<DirectionalTextEdit *>();
        const auto ordered = [&dialog](const auto &pair) {
            ASSERT_EQ(pair.size(), 2);
            const auto *english = pair.first()->direction() == Direction::LeftToRight ? pair.first() : pair.last();
            const auto *arabic = english == pair.first() ? pair.last() : pair.first();
            EXPECT_LT(english->mapTo(&dialog, QPoint()).x(), arabic->mapTo(&dialog, QPoint()).x());
        };
        ordered(lines);
        ordered(texts);
        m_language->setLanguage(language == Language::English ? Language::Arabic : Language::English);
        QCoreApplication::processEvents();
        ordered(lines);
        ordered(texts);
    }
}

} // namespace rawi::test
