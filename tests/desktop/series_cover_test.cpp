// The cover of a series on the desk: made of a picture file by the worker, shown on the board, undone, and no film or text.
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/catalog/series_board_view.h"
#include "ui/catalog/series_cover_view.h"

#include <QFile>
#include <QImage>
#include <QMenu>
#include <QPainter>

namespace rawi::test {

namespace {

class SeriesCoverTest : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_series = Id<Series>(run(u"series.create"_s, {{u"title_ar"_s, u"حكايات المدينة"_s},
                                                       {u"title_en"_s, u"Tales of the City"_s},
                                                       {u"description_en"_s, u"Seven walks through old quarters."_s},
                                                       {u"description_ar"_s, u"سبع جولات في أحياء قديمة."_s}}));
    }

    QString picture(const QString &name, const QColor &colour)
    {
        QImage image(1600, 900, QImage::Format_RGB32);
        image.fill(colour);
        QPainter painter(&image);
        painter.fillRect(200, 150, 500, 600, colour.darker(180));
        painter.end();
        const QString path = m_directory.file(name);
        EXPECT_TRUE(image.save(path));
        return path;
    }

    Id<MediaAsset> cover() const
    {
        const auto row = m_desk->replica().find(m_series);
        return row.ok() && *row ? (*row)->cover : Id<MediaAsset>();
    }

    SeriesCoverView &view()
    {
        m_window->showRoom(u"series"_s);
        m_window->part<SeriesBoardView>()->selectSeries(m_series);
        return *m_window->part<SeriesBoardView>()->findChild<SeriesCoverView *>();
    }

    Id<Series> m_series;
};

} // namespace

TEST_F(SeriesCoverTest, APictureFileBecomesTheCoverAndUndoTakesItBack)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        open(language);
        SeriesCoverView &cover = view();
        run(u"series.set_cover"_s, {{u"id"_s, m_series.text()}});
        ASSERT_TRUE(waitFor([&] { return cover.accessibleName() == (english ? u"Cover of the series: none yet"_s : u"غلاف السلسلة: لا غلاف بعد"_s); }));
        cover.takeFile(picture(u"غلاف أول.png"_s, Qt::darkCyan));
        ASSERT_TRUE(waitFor([&] { return !this->cover().isNull(); }, 60'000));
        const Id<MediaAsset> first = this->cover();
        const auto asset = desk().replica().find(first);
        ASSERT_TRUE(asset.ok() && *asset);
        EXPECT_EQ((*asset)->originalFilename, u"غلاف أول.png"_s);
        EXPECT_TRUE(QFile::exists(desk().posterPath(first)));
        ASSERT_TRUE(waitFor([&] { return cover.accessibleName() == (english ? u"Cover of the series"_s : u"غلاف السلسلة"_s); }));
        shoot(*m_window, english ? u"cover-en"_s : u"cover-ar"_s);
        setTheme(ThemeMode::Dark);
        shoot(*m_window, english ? u"cover-en-dark"_s : u"cover-ar-dark"_s);
        setTheme(ThemeMode::Light);
        cover.takeFile(picture(u"second.jpg"_s, Qt::darkRed));
        ASSERT_TRUE(waitFor([&] { return this->cover() != first; }, 60'000));
        QUndoStack &undo = m_window->workbench().undoStack();
        undo.undo();
        EXPECT_EQ(this->cover(), first);
        undo.undo();
        EXPECT_TRUE(this->cover().isNull());
        undo.redo();
        EXPECT_EQ(this->cover(), first);
        cover.removeCover();
        EXPECT_TRUE(this->cover().isNull());
    }
}

TEST_F(SeriesCoverTest, WhatIsNoPictureIsRefusedInWordsAndLeavesNothing)
{
    open(Language::English);
    SeriesCoverView &cover = view();
    QFile text(m_directory.file(u"notes.png"_s));
    ASSERT_TRUE(text.open(QIODevice::WriteOnly));
    text.write("no picture at all");
    text.close();
    for (const QString &path : {text.fileName(), test::phoneVideo(), m_directory.file(u"missing.png"_s)}) {
        std::optional<Error> said;
        QObject context;
        QObject::connect(&cover, &SeriesCoverView::failed, &context, [&](const Error &error) { said = error; });
        cover.takeFile(path);
        ASSERT_TRUE(waitFor([&] { return said.has_value(); }, 60'000)) << qUtf8Printable(path);
        EXPECT_TRUE(this->cover().isNull());
    }
    const auto rows = desk().replica().rows(recordInfo<MediaAsset>());
    ASSERT_TRUE(rows.ok());
    EXPECT_TRUE(rows->isEmpty());
}

} // namespace rawi::test
