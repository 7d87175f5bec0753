// Whatever asks for a file: in the language and direction of the program, and where the last one of its kind was.
#include "core/text/direction.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/subtitles/subtitle_files.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

namespace rawi::test {

namespace {

class FileDialogTest : public WindowFixture {
protected:
    // The only one that is open under it.
    static FileDialog *opened(QWidget &over)
    {
        const auto all = over.findChildren<FileDialog *>();
        EXPECT_EQ(all.size(), 1);
        return all.value(0);
    }

    // As Qt tells of it.
    static void choose(QFileDialog &dialog, const QString &path)
    {
        Q_EMIT dialog.filesSelected({path});
        Q_EMIT dialog.fileSelected(path);
    }

    enum class Way { Typed, Arrow, DoubleClick };

    static QModelIndex rowNamed(const QTreeView &tree, const QString &name)
    {
        const QAbstractItemModel &model = *tree.model();
        for (int row = 0; row < model.rowCount(tree.rootIndex()); ++row) {
            const QModelIndex at = model.index(row, 0, tree.rootIndex());
            if (at.data().toString() == name) {
                return at;
            }
        }
        return {};
    }

    // With a person's keys and clicks.
    static void choose(QFileDialog &dialog, QTreeView &tree, const QString &name, Way way)
    {
        auto *field = dialog.findChild<QLineEdit *>(u"fileNameEdit"_s);
        if (way == Way::Typed) {
            field->setFocus();
            QTest::keyClicks(field, name);
            QTest::keyClick(field, Qt::Key_Return);
            return;
        }
        tree.scrollTo(rowNamed(tree, name));
        const QPoint middle = tree.visualRect(rowNamed(tree, name)).center();
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, middle);
        EXPECT_EQ(field->text(), name);
        if (way == Way::Arrow) {
            QTest::keyClick(&tree, Qt::Key_Return);
        } else {
            QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, middle);
        }
    }

    // A film like no other: the same one with some bytes that no player looks at.
    static void makeFilm(const QString &path)
    {
        ASSERT_TRUE(QFile::copy(phoneVideo(), path));
        QFile file(path);
        ASSERT_TRUE(file.setPermissions(file.permissions() | QFile::WriteOwner) && file.open(QIODevice::Append));
        file.write(QByteArray("\0\0\0\x18" "free", 8) + QUuid::createUuid().toRfc4122());
    }

    void expectOurs(QFileDialog &dialog, Language language, bool writes)
    {
        const bool arabic = language == Language::Arabic;
        EXPECT_EQ(dialog.layoutDirection(), arabic ? Qt::RightToLeft : Qt::LeftToRight);
        EXPECT_TRUE(dialog.testOption(QFileDialog::DontUseNativeDialog));
        EXPECT_EQ(dialog.acceptMode(), writes ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
        EXPECT_EQ(dialog.labelText(QFileDialog::FileName), arabic ? u"الاسم:"_s : u"Name:"_s);
        EXPECT_EQ(dialog.labelText(QFileDialog::Accept), writes ? (arabic ? u"حفظ"_s : u"Save"_s) : (arabic ? u"اختيار"_s : u"Choose"_s));
        EXPECT_TRUE(dialog.findChild<QComboBox *>(u"lookInCombo"_s)->currentText().startsWith(QChar(0x2066))) << "paths run from the left";
    }
};

TEST_F(FileDialogTest, SubtitlesComeAndGoByOurDialogAndItRemembersItsFolder)
{
    const Id<ContentItem> item = makeItem(u"مقابلة"_s, u"Interview"_s);
    const Id<MediaAsset> asset(run(u"media.add_asset"_s, {{u"content_id"_s, item.text()},
                                                          {u"original_filename"_s, u"the interview.mov"_s},
                                                          {u"duration_ms"_s, 60'000}}));
    QDir().mkpath(m_directory.file(u"نصوص"_s));
    const QString path = m_directory.file(u"نصوص/lines.srt"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("1\n00:00:01,000 --> 00:00:02,000\nHello\n") > 0);
    file.close();
    for (const Language language : {Language::Arabic, Language::English}) {
        m_language->setLanguage(language);
        QWidget over;
        over.resize(1366, 768);
        over.show();
        SubtitleEditorPresenter presenter(desk());
        presenter.setAsset(asset);
        auto &files = *new SubtitleFiles(presenter, over);
        QObject::connect(&files, &SubtitleFiles::failed, &over, [](const Error &error) { ADD_FAILURE() << qUtf8Printable(error.toString()); });
        files.importInto(SubtitleSide::English);
        FileDialog *dialog = opened(over);
        ASSERT_NE(dialog, nullptr);
        expectOurs(*dialog, language, false);
        shoot(*dialog, u"subtitles-import-"_s + LanguageSwitch::code(language));
        if (language == Language::English) {
            EXPECT_EQ(dialog->directory().absolutePath(), m_directory.file(u"نصوص"_s)) << "where the last one was";
        }
        choose(*dialog, path);
        EXPECT_EQ(presenter.model().rowCount(), 1);
        delete dialog;

        files.exportFrom(SubtitleSide::English);
        dialog = opened(over);
        ASSERT_NE(dialog, nullptr);
        expectOurs(*dialog, language, true);
        EXPECT_EQ(dialog->directory().absolutePath(), m_directory.file(u"نصوص"_s)) << "where they came from";
        shoot(*dialog, u"subtitles-export-"_s + LanguageSwitch::code(language));
        ASSERT_EQ(dialog->selectedFiles().size(), 1);
        EXPECT_EQ(QFileInfo(dialog->selectedFiles().first()).fileName(), u"the interview.en.vtt"_s) << "a name is proposed";
        dialog->selectNameFilter(dialog->nameFilters().last());
        Q_EMIT dialog->filterSelected(dialog->nameFilters().last());
        EXPECT_EQ(dialog->defaultSuffix(), u"srt"_s);
        delete dialog;
    }
}

TEST_F(FileDialogTest, PresetsComeAndGoByOurDialog)
{
    for (const Language language : {Language::Arabic, Language::English}) {
        m_language->setLanguage(language);
        PresetEditorDialog editor(desk());
        editor.show();
        for (const bool writes : {false, true}) {
            const QString word = language == Language::Arabic ? (writes ? u"تصدير الكل…"_s : u"استيراد…"_s) : (writes ? u"Export all…"_s : u"Import…"_s);
            for (QPushButton *button : editor.findChildren<QPushButton *>()) {
                if (button->text() == word) {
                    button->click();
                }
            }
            FileDialog *dialog = opened(editor);
            ASSERT_NE(dialog, nullptr) << qUtf8Printable(word);
            expectOurs(*dialog, language, writes);
            delete dialog;
        }
    }
}

// A language that is switched while it is open reaches it, and each purpose has a folder of its own.
TEST_F(FileDialogTest, FollowsTheLanguageAndKeepsPurposesApart)
{
    m_language->setLanguage(Language::English);
    QDir().mkpath(m_directory.file(u"films"_s));
    QFile film(m_directory.file(u"films/a.mp4"_s));
    ASSERT_TRUE(film.open(QIODevice::WriteOnly));
    film.close();
    auto *dialog = new AddFilesDialog(u"x"_s, QFileDialog::ExistingFile, nullptr, &desk().intake());
    dialog->remember(desk().replica(), FileDialog::Purpose::Media);
    dialog->show();
    m_language->setLanguage(Language::Arabic);
    EXPECT_TRUE(waitFor([&] { return dialog->labelText(QFileDialog::Accept) == u"اختيار"_s; }));
    expectOurs(*dialog, Language::Arabic, false);
    choose(*dialog, m_directory.file(u"films/a.mp4"_s));
    delete dialog;
    FileDialog same(u"x"_s, QFileDialog::ExistingFile, nullptr);
    same.setAttribute(Qt::WA_DeleteOnClose, false);
    same.remember(desk().replica(), FileDialog::Purpose::Media);
    EXPECT_EQ(same.directory().absolutePath(), m_directory.file(u"films"_s));
    FileDialog other(u"x"_s, QFileDialog::ExistingFile, nullptr);
    other.setAttribute(Qt::WA_DeleteOnClose, false);
    const QString before = other.directory().absolutePath();
    other.remember(desk().replica(), FileDialog::Purpose::Presets);
    EXPECT_EQ(other.directory().absolutePath(), before);
}

// As a person does it: the name typed, an arrow and Enter, a double click; and the folder that is shown is read from the left.
TEST_F(FileDialogTest, WhatIsChosenInAWindowIsImported)
{
    const QString folder = m_directory.file(u"أفلام/2026"_s);
    QDir().mkpath(folder);
    for (const Language language : {Language::Arabic, Language::English}) {
        MainWindow &window = open(language);
        window.activateWindow();
        QApplication::setActiveWindow(&window);
        for (const Way way : {Way::Typed, Way::Arrow, Way::DoubleClick}) {
            const QString name = u"film %1 %2.mp4"_s.arg(int(way)).arg(LanguageSwitch::code(language));
            makeFilm(folder + u'/' + name);
            ASSERT_TRUE(desk().replica().setSetting(u"folder_media"_s, folder).ok());
            window.action(u"file.import"_s)->trigger();
            auto *dialog = window.findChild<AddFilesDialog *>();
            ASSERT_NE(dialog, nullptr);
            auto *tree = dialog->findChild<QTreeView *>(u"treeView"_s);
            ASSERT_TRUE(waitFor([&] { return rowNamed(*tree, name).isValid(); }));
            const QString shown = dialog->findChild<QComboBox *>(u"lookInCombo"_s)->currentText();
            EXPECT_EQ(shown, pathText(folder));
            shoot(*dialog, u"import-"_s + LanguageSwitch::code(language));
            const QPointer<QFileDialog> open(dialog);
            choose(*dialog, *tree, name, way);
            EXPECT_TRUE(waitFor([&] { return !open || !open->isVisible(); })) << int(way);
            EXPECT_TRUE(waitFor([&] { return desk().localMedia().originalsAt(folder + u'/' + name)->size() == 1; }, 30'000)) << int(way);
        }
        m_window.reset();
    }
}

} // namespace

} // namespace rawi::test
