#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/media/player/compare_picture.h"
#include "ui/media/player/compare_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>

using namespace rawi;

namespace {

TEST(MatchedGainTest, TurnsTheLouderOneDown)
{
    LoudnessReport report;
    EXPECT_EQ(matchedGain(report), std::nullopt); // nothing was measured
    report.integrated = -16;
    report.gainDb = 7;
    EXPECT_EQ(matchedGain(report), (MatchedGain{0, -7}));
    report.gainDb = -3;
    EXPECT_EQ(matchedGain(report), (MatchedGain{-3, 0}));
    report.limited = true; // the gain is then more than the difference
    EXPECT_EQ(matchedGain(report), std::nullopt);
    EXPECT_EQ(matchedGain(report, -21.5), (MatchedGain{0, -5.5}));
}

class CompareTest : public test::DeskFixture {
protected:
    // The street film, and the same in blue as its rendition.
    Id<MediaAsset> makePair()
    {
        const Id<ContentItem> made = makeItem(u"شارع"_s, u"Street"_s);
        const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                       {{u"content_id"_s, made.text()},
                                        {u"original_filename"_s, u"street.avi"_s},
                                        {u"content_type"_s, u"video/x-msvideo"_s},
                                        {u"file_size"_s, 1000},
                                        {u"duration_ms"_s, 79500},
                                        {u"width"_s, 768},
                                        {u"height"_s, 576},
                                        {u"metadata"_s, QJsonObject()}}));
        const QString blue = m_directory.file(u"blue.avi"_s);
        test::ffmpeg({u"-i"_s, test::streetVideo(), u"-t"_s, u"20"_s, u"-vf"_s, u"drawbox=t=fill:c=blue"_s, u"-c:v"_s,
                      u"mpeg4"_s, u"-g"_s, u"1"_s, blue});
        const qint64 size = QFileInfo(blue).size();
        run(u"media.add_variant"_s,
            {{u"asset_id"_s, asset.text()},
             {u"type"_s, u"rendition"_s},
             {u"name"_s, u"480p"_s},
             {u"content_type"_s, u"video/x-msvideo"_s},
             {u"file_size"_s, size},
             {u"sha256"_s, QString(64, QLatin1Char('a'))},
             {u"width"_s, 768},
             {u"height"_s, 576},
             {u"duration_ms"_s, 20000}});
        EXPECT_TRUE(desk().localMedia().put({asset, u"original"_s, test::streetVideo(), 0, 0, {}}).ok());
        EXPECT_FALSE(CompareView::isPossible(desk(), asset));
        EXPECT_TRUE(desk().localMedia().put({asset, u"480p"_s, blue, size, 0, {}}).ok());
        EXPECT_TRUE(CompareView::isPossible(desk(), asset));
        return asset;
    }
};

TEST_F(CompareTest, BothShowTheSameFrameBesideEachOtherAndWiped)
{
    CompareView view(desk(), makePair());
    view.resize(900, 460);
    view.show();
    auto *picture = view.findChild<ComparePicture *>();
    const auto at = [](const MediaPlayer &player) { return player.frame().startTime() / 1000; };
    ASSERT_TRUE(waitFor([&] { return view.original().frame().isValid() && view.rendition().frame().isValid(); }, 20000));
    const auto bothAt = [&](qint64 ms) {
        return waitFor([&] { return std::abs(at(view.original()) - ms) < 120 && std::abs(at(view.rendition()) - ms) < 120; },
                       20000);
    };
    view.seekTo(12050);
    EXPECT_TRUE(bothAt(12000)) << at(view.original()) << ' ' << at(view.rendition());
    view.stepFrames(3);
    EXPECT_TRUE(bothAt(12300)) << at(view.original()) << ' ' << at(view.rendition());
    wait(100);
    const auto blue = [&](double share) {
        const QImage shown = picture->grab().toImage();
        const QColor colour = shown.pixelColor(int(shown.width() * share), shown.height() / 2);
        return colour.blue() > 200 && colour.red() < 60;
    };
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        view.setLayoutDirection(layout); // the original stays on the left
        picture->setPictureLayout(ComparePicture::Layout::SideBySide);
        EXPECT_FALSE(blue(0.25));
        EXPECT_TRUE(blue(0.75));
        picture->setPictureLayout(ComparePicture::Layout::Wipe);
        picture->setWipe(0.3);
        EXPECT_TRUE(blue(0.4));
        picture->setWipe(0.7);
        EXPECT_FALSE(blue(0.4));
    }
}

TEST_F(CompareTest, SaysWhatBothAreAndOffersEqualLoudnessOnlyWhenMeasured)
{
    CompareView view(desk(), makePair());
    QStringList facts;
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        facts.append(label->text());
    }
    const QString all = facts.join(QLatin1Char('\n'));
    EXPECT_TRUE(all.contains(u"480p"_s)) << qPrintable(all);
    EXPECT_EQ(all.count(u"kbit/s"_s), 2) << qPrintable(all);
    EXPECT_FALSE(view.findChild<QCheckBox *>()->isEnabled());
    for (const QComboBox *box : view.findChildren<QComboBox *>()) {
        EXPECT_FALSE(box->accessibleName().isEmpty());
    }
}

} // namespace
