#pragma once

#include <QFileDialog>

class QLabel;

namespace rawi {

// Asks for files, in the language and direction of the program and not of the system's desktop, with the picture of the one
// that is chosen. Deletes itself when it closes. GUI thread.
class AddFilesDialog : public QFileDialog {
    Q_OBJECT

public:
    AddFilesDialog(const QString &title, FileMode mode, QWidget *parent);

private:
    void showPicture(const QString &path);

    QLabel *m_picture;
    QLabel *m_facts;
};

} // namespace rawi
