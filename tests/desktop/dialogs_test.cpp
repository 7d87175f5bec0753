// Every dialog, in both languages: it has a title, Enter does what is meant, Escape leaves it, its first field has the focus,
// nothing of it is cut on a screen of 1366 × 768 nor on a full HD one at 200 %.
#include "core/catalog/series.h"
#include "core/text/direction.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/catalog/item_picker_dialog.h"
#include "ui/catalog/series_access_dialog.h"
#include "ui/catalog/series_dialog.h"
#include "ui/kit/add_files_dialog.h"
#include "ui/kit/discard_question.h"
#include "ui/kit/record_dialog.h"
#include "ui/media/poster/poster_dialog.h"
#include "ui/media/poster/poster_presenter.h"
#include "ui/media/studio/batch_add_dialog.h"
#include "ui/media/studio/encode_limits_dialog.h"
#include "ui/media/studio/encode_log_dialog.h"
#include "ui/media/studio/known_files_question.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/studio/watch_folders_dialog.h"
#include "ui/media/subtitles/subtitle_sync_dialog.h"
#include "ui/settings/about_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/shortcuts_dialog.h"
#include "ui/shell/sign_in_dialog.h"
#include "ui/sync/attention_view.h"
#include "ui/sync/stopped_dialog.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTextEdit>
#include <QUndoStack>

#include <filesystem>

namespace rawi::test {

namespace {

// The smallest that is left to a window: a full HD screen at 200 %.
constexpr QSize kSmallScreen(960, 540);

struct Opener {
    QString name;
    std::function<QDialog *(MainWindow &)> open;
};

class DialogsTest : public WindowFixture {
protected:
    QList<Opener> catalog();
    QList<Opener> media();
    QList<Opener> house();
    QList<Opener> questions();

    // Something a person writes or chooses in.
    static bool isField(const QWidget &one)
    {
        return one.isVisible() && one.isEnabled() && (one.focusPolicy() & Qt::TabFocus) && one.visibleRegion().boundingRect().isValid()
            && (qobject_cast<const QLineEdit *>(&one) || qobject_cast<const QTextEdit *>(&one) || qobject_cast<const QComboBox *>(&one)
                || qobject_cast<const QAbstractSpinBox *>(&one) || qobject_cast<const QAbstractItemView *>(&one))
            && !qobject_cast<const QComboBox *>(one.parentWidget()) && !qobject_cast<const QAbstractSpinBox *>(one.parentWidget());
    }

    static void expectNothingCut(QWidget &dialog, const std::string &what)
    {
        for (const QAbstractButton *button : dialog.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && !button->text().isEmpty()) {
                EXPECT_GE(button->width() + 2, button->minimumSizeHint().width()) << what << ": " << qUtf8Printable(button->text());
                EXPECT_TRUE(dialog.rect().contains(QRect(button->mapTo(&dialog, QPoint()), button->size())) || isScrolled(*button))
                    << what << ": " << qUtf8Printable(button->text());
            }
        }
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty() && !isScrolled(*label)) {
                const bool wraps = label->wordWrap();
                EXPECT_GE(wraps ? label->height() + 2 : label->width() + 2,
                          wraps ? label->heightForWidth(label->width()) : label->minimumSizeHint().width())
                    << what << ": " << qUtf8Printable(label->text());
            }
        }
    }

    static bool isScrolled(const QWidget &one)
    {
        for (const QWidget *at = one.parentWidget(); at; at = at->parentWidget()) {
            if (qobject_cast<const QAbstractScrollArea *>(at)) {
                return true;
            }
        }
        return false;
    }

    static void expectFirstFieldHasFocus(QDialog &dialog, const std::string &what)
    {
        if (qobject_cast<QFileDialog *>(&dialog)) {
            EXPECT_EQ(dialog.focusWidget(), dialog.findChild<QLineEdit *>(u"fileNameEdit"_s)) << what;
            return;
        }
        const QWidget *now = dialog.focusWidget();
        const QWidget *first = nullptr;
        const auto top = [&](const QWidget &one) { return one.mapTo(&dialog, QPoint()).y(); };
        for (const QWidget *one : dialog.findChildren<QWidget *>()) {
            const auto *line = qobject_cast<const QLineEdit *>(one); // whoever signs in goes on behind the address that is there
            const bool filled = line && !line->text().isEmpty() && line->placeholderText().isEmpty() && qobject_cast<SignInDialog *>(&dialog);
            first = isField(*one) && !filled && (!first || top(*one) < top(*first)) ? one : first;
        }
        if (!first) {
            return;
        }
        ASSERT_NE(now, nullptr) << what;
        EXPECT_TRUE(isField(*now) || !qobject_cast<const QPushButton *>(now)) << what << ": " << now->metaObject()->className();
        EXPECT_LE(top(*now), top(*first) + first->height()) << what << ": " << qUtf8Printable(now->accessibleName()) << " before "
                                                           << qUtf8Printable(first->accessibleName());
    }

    void expectRight(QDialog &dialog, const std::string &what)
    {
        EXPECT_FALSE(dialog.windowTitle().isEmpty()) << what;
        const auto buttons = dialog.findChildren<QPushButton *>();
        const bool enterIsTheFields = qobject_cast<SettingsDialog *>(&dialog) || qobject_cast<ShortcutsDialog *>(&dialog);
        EXPECT_TRUE(enterIsTheFields || std::any_of(buttons.cbegin(), buttons.cend(), [](const QPushButton *one) { return one->isDefault() && one->isVisible(); }))
            << what << ": no default button";
        EXPECT_LE(dialog.minimumSizeHint().width(), kSmallScreen.width()) << what;
        EXPECT_LE(dialog.minimumSizeHint().height(), kSmallScreen.height()) << what;
        EXPECT_LE(dialog.width(), 1366) << what;
        EXPECT_LE(dialog.height(), 768) << what;
        expectNothingCut(dialog, what);
        expectFirstFieldHasFocus(dialog, what);
    }

    QUuid m_series;
};

FormField line(const char *name, Words label)
{
    return {{QLatin1StringView(name), FieldKind::Text, MergePolicy::Fixed, 100, {}}, std::move(label)};
}

QList<Opener> DialogsTest::catalog()
{
    return {{u"new-series"_s, [](MainWindow &window) { return new SeriesDialog(SeriesDialog::Purpose::Create, &window); }},
            {u"series"_s,
             [this](MainWindow &window) {
                 auto *dialog = new SeriesDialog(SeriesDialog::Purpose::Edit, &window);
                 dialog->setSeries(**desk().replica().find(Id<Series>(m_series)));
                 return dialog;
             }},
            {u"series-access"_s,
             [this](MainWindow &window) {
                 return new SeriesAccessDialog(desk(), **desk().replica().find(Id<Series>(m_series)), &window);
             }},
            {u"pick-items"_s, [this](MainWindow &window) { return new ItemPickerDialog(desk(), {}, &window); }},
            {u"form"_s, [](MainWindow &window) {
                 return new RecordDialog({line("name", [] { return u"Name"_s; }), line("mail", [] { return u"E-mail"_s; })},
                                         {[] { return u"Form"_s; }, [] { return u"Add"_s; }}, &window);
             }}};
}

QList<Opener> DialogsTest::media()
{
    return {{u"watch-folders"_s, [this](MainWindow &window) { return new WatchFoldersDialog(desk(), &window); }},
            {u"encode-log"_s, [this](MainWindow &window) { return new EncodeLogDialog(desk(), QUuid(), &window); }},
            {u"encode-limits"_s, [this](MainWindow &window) { return new EncodeLimitsDialog(desk(), &window); }},
            {u"presets"_s, [this](MainWindow &window) { return new PresetEditorDialog(desk(), &window); }},
            {u"batch-add"_s, [this](MainWindow &window) { return new BatchAddDialog(desk(), &window); }},
            {u"subtitle-sync"_s, [](MainWindow &window) { return new SubtitleSyncDialog(1000, 60'000, &window); }},
            {u"poster"_s,
             [this](MainWindow &window) {
                 auto *presenter = new PosterPresenter(desk(), *new QUndoStack(&window), &window);
                 return new PosterDialog(*presenter, {}, {}, &window);
             }},
            {u"import"_s,
             [this](MainWindow &window) { return new AddFilesDialog(u"Import"_s, QFileDialog::ExistingFiles, &window, &desk().intake()); }},
            {u"choose-folder"_s, [](MainWindow &window) { return new AddFilesDialog(u"Folder"_s, QFileDialog::Directory, &window); }},
            {u"export"_s, [](MainWindow &window) {
                 auto *dialog = new FileDialog(u"Export"_s, QFileDialog::AnyFile, &window);
                 dialog->saveAs({{u"Text"_s, u"txt"_s}}, u"words"_s);
                 return dialog;
             }}};
}

QList<Opener> DialogsTest::house()
{
    return {{u"first-run"_s, [this](MainWindow &window) { return new SignInDialog(desk(), SignInDialog::Occasion::FirstRun, &window); }},
            {u"sign-in"_s, [this](MainWindow &window) { return new SignInDialog(desk(), SignInDialog::Occasion::Join, &window); }},
            {u"settings"_s, [](MainWindow &window) { return new SettingsDialog(window.workbench(), &window); }},
            {u"shortcuts"_s, [](MainWindow &window) { return new ShortcutsDialog(window.workbench(), &window); }},
            {u"about"_s, [](MainWindow &window) { return new AboutDialog(window.workbench(), &window); }},
            {u"stopped"_s, [this](MainWindow &window) { return new StoppedDialog(desk(), &window); }}};
}

QList<Opener> DialogsTest::questions()
{
    const auto last = [](MainWindow &window) -> QDialog * {
        const auto all = window.findChildren<QMessageBox *>();
        return all.isEmpty() ? nullptr : all.last();
    };
    const auto known = [last](int count) {
        return [last, count](MainWindow &window) {
            QList<FileInLibrary> files;
            for (int i = 0; i < count; ++i) {
                files.append({u"/home/عدن/a film with a name %1.mp4"_s.arg(i), makeUuidV7(i + 1)});
            }
            askAboutKnown(window.workbench(), files, [] {});
            return last(window);
        };
    };
    return {{u"known-file"_s, known(1)},
            {u"known-files"_s, known(30)},
            {u"discard-typed"_s, [last](MainWindow &window) {
                 askToDiscard(window, [] {});
                 return last(window);
             }}};
}

TEST_F(DialogsTest, HaveTitleDefaultEscapeAndFirstFieldAndNothingIsCut)
{
    m_series = run(u"series.create"_s, {{u"title_ar"_s, u"ملفات الصفقة: تحقيق في العقود العامة"_s},
                                        {u"title_en"_s, u"The Deal Files: an investigation into public contracts"_s}});
    const bool pictures = !qEnvironmentVariable("RAWI_PICTURES").isEmpty();
    for (const Language language : {Language::Arabic, Language::English}) {
        for (const ThemeMode theme : pictures ? QList{ThemeMode::Light, ThemeMode::Dark} : QList{ThemeMode::Light}) {
            MainWindow &window = open(language, QSize(1366, 768));
            setTheme(theme);
            window.activateWindow();
            QApplication::setActiveWindow(&window);
            for (const Opener &one : catalog() + media() + house() + questions()) {
                const std::string what = one.name.toStdString() + '-' + LanguageSwitch::code(language).toStdString();
                QPointer<QDialog> dialog = one.open(window);
                ASSERT_TRUE(dialog) << what;
                dialog->open();
                QApplication::setActiveWindow(dialog);
                ASSERT_TRUE(waitFor([&] { return dialog->isActiveWindow(); })) << what;
                wait(30);
                expectRight(*dialog, what);
                if (pictures) {
                    shoot(*dialog, u"dialog-%1-%2-%3"_s.arg(one.name, LanguageSwitch::code(language),
                                                            theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
                }
                QTest::keyClick(dialog, Qt::Key_Escape);
                EXPECT_FALSE(dialog && dialog->isVisible()) << what << ": Escape";
                delete dialog;
            }
            m_window.reset();
        }
    }
}

// A file that did not go up, files that the library has, a folder with one that is no film and one without a readable name: in
// words, without a code, whole.
TEST_F(DialogsTest, WhatFailedIsSaidInWords)
{
    const Id<ContentItem> film = makeItem(u"خطى في الساحة"_s, u"Footsteps in the square"_s);
    const Id<MediaAsset> asset(run(u"media.add_asset"_s, {{u"content_id"_s, film.text()}, {u"original_filename"_s, u"a.mp4"_s}, {u"duration_ms"_s, 1000}}));
    Upload upload;
    upload.id = makeUuidV7(m_clock.nowMs());
    upload.variantId = Id<MediaVariant>(makeUuidV7(m_clock.nowMs()));
    upload.assetId = asset;
    upload.path = m_directory.file(u"حلقة 12 (final).mp4"_s);
    upload.size = 5;
    upload.state = UploadState::Failed;
    upload.error = {ErrorCode::TooLarge, u"حلقة 12 (final).mp4"_s, u"413"_s};
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    const QString folder = m_directory.file(u"وارد"_s);
    QDir().mkpath(folder);
    QFile words(folder + u"/note (2).mp4"_s);
    ASSERT_TRUE(words.open(QIODevice::WriteOnly) && words.write("no film") > 0);
    words.close();
    std::filesystem::copy_file(phoneVideo().toStdString(), folder.toStdString() + "/\xDA\xE3 caf\xE9.mp4");
    desk().watchFolders().setSteadyMs(200);
    const auto watched = desk().watchFolders().add(folder, {});
    ASSERT_TRUE(watched.ok());
    desk().watchFolders().start();
    ASSERT_TRUE(waitFor([&] { return desk().watchFolders().files(*watched).size() == 2; }, 30'000));
    const QRegularExpression code(u"[a-z]+_[a-z]+|[0-9a-f]{8}-[0-9a-f]{4}"_s);
    const bool pictures = !qEnvironmentVariable("RAWI_PICTURES").isEmpty();
    for (const Language language : {Language::Arabic, Language::English}) {
        for (const ThemeMode theme : pictures ? QList{ThemeMode::Light, ThemeMode::Dark} : QList{ThemeMode::Light}) {
            MainWindow &window = open(language, QSize(1366, 768));
            setTheme(theme);
            const QString how = LanguageSwitch::code(language) + (theme == ThemeMode::Dark ? u"-dark"_s : u"-light"_s);
            window.showRoom(u"attention"_s);
            wait(50);
            expectNothingCut(window, "attention");
            for (const QLabel *label : window.part<AttentionView>()->findChildren<QLabel *>()) {
                EXPECT_FALSE(label->isVisible() && code.match(label->text()).hasMatch()) << qUtf8Printable(label->text());
            }
            shoot(window, u"attention-upload-"_s + how);
            auto *dialog = new WatchFoldersDialog(desk(), &window);
            dialog->open();
            QStringList said;
            for (const QListWidget *list : dialog->findChildren<QListWidget *>()) {
                for (int row = 0; row < list->count(); ++row) {
                    said.append(withoutBidiControls(list->item(row)->text()).remove(folder));
                }
            }
            EXPECT_EQ(said.filter(u"note (2).mp4"_s).size(), 1);
            EXPECT_EQ(said.filter(u"\\xDA\\xE3 caf\\xE9.mp4"_s).size(), 1);
            EXPECT_TRUE(said.filter(code).isEmpty()) << qUtf8Printable(said.join(u'\n'));
            expectNothingCut(*dialog, "watch folders");
            shoot(*dialog, u"watch-failures-"_s + how);
            m_window.reset();
        }
    }
    std::filesystem::remove(folder.toStdString() + "/\xDA\xE3 caf\xE9.mp4"); // Qt would leave it
}

} // namespace

} // namespace rawi::test
