#pragma once

#include "core/desk/media/media_intake.h"
#include "ui/kit/file_dialog.h"

#include <QTimer>

class QLabel;

namespace rawi {

// Asks for media files, with a picture of the one that is chosen, how long it runs and how large it is. GUI thread.
class AddFilesDialog : public FileDialog {
    Q_OBJECT

public:
    // Without an intake it tells sizes alone.
    AddFilesDialog(const QString &title, FileMode mode, QWidget *parent, MediaIntake *intake = nullptr);

private:
    void arrange(FileMode mode);
    void choose(const QString &path);
    void look();
    void showGlance(const MediaIntake::Glance &glance, const std::optional<Error> &error);

    MediaIntake *m_intake;
    QString m_path; // of the file that is chosen
    QTimer m_look;  // a moment after the choice: arrow keys run over many
    QLabel *m_picture;
    QLabel *m_facts;
};

} // namespace rawi
