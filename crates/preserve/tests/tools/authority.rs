//! A timestamp authority of one's own, made with `openssl`: a root, a certificate for timestamps, answers to requests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with the authority's files in it.
pub struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    /// With keys of this kind: `rsa`, or `ec`, which tells fractions of a second too; its certificate's use is `usage`.
    pub fn with(keys: &str, usage: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(
            path("authority.cnf"),
            format!(
                "[ca]\nbasicConstraints = critical,CA:true\nsubjectKeyIdentifier = hash\n[stamps]\nbasicConstraints = CA:false\nextendedKeyUsage = {usage}\nsubjectKeyIdentifier = hash\n\
                 [tsa]\ndefault_tsa = stamp\n[stamp]\nserial = {}\ncrypto_device = builtin\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\nordering = no\ntsa_name = no\ness_cert_id_chain = no\ness_cert_id_alg = sha256\nclock_precision_digits = {}\n",
                path("serial").display(),
                if keys == "ec" { 3 } else { 0 }
            ),
        )
        .unwrap();
        fs::write(path("serial"), "01\n").unwrap();
        let authority = Self { folder };
        for name in ["root", "stamps"] {
            let kind: &[&str] = match keys {
                "rsa" => &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                _ => &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            };
            authority.openssl(&[&["genpkey", "-out", &format!("{name}.key")], kind].concat());
        }
        authority.openssl(&[
            "req",
            "-x509",
            "-new",
            "-key",
            "root.key",
            "-subj",
            "/CN=Test root",
            "-days",
            "30",
            "-config",
            "authority.cnf",
            "-extensions",
            "ca",
            "-out",
            "root.pem",
        ]);
        authority.openssl(&[
            "req",
            "-new",
            "-key",
            "stamps.key",
            "-subj",
            "/O=Test/CN=Test stamps",
            "-config",
            "authority.cnf",
            "-out",
            "stamps.csr",
        ]);
        authority.openssl(&[
            "x509",
            "-req",
            "-in",
            "stamps.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-set_serial",
            "7",
            "-days",
            "20",
            "-extfile",
            "authority.cnf",
            "-extensions",
            "stamps",
            "-out",
            "stamps.pem",
        ]);
        authority
    }

    /// One that answers as it should.
    pub fn new() -> Self {
        Self::with("rsa", "critical,timeStamping")
    }

    /// The root's certificate, which a user trusts.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// The answer to a request.
    pub fn answer(&self, request: &[u8]) -> Vec<u8> {
        let one = tempfile::tempdir_in(self.folder.path()).unwrap();
        let (question, answer) = (one.path().join("question.tsq"), one.path().join("answer.tsr"));
        fs::write(&question, request).unwrap();
        self.openssl(&[
            "ts",
            "-reply",
            "-config",
            "authority.cnf",
            "-section",
            "stamp",
            "-queryfile",
            text(&question),
            "-signer",
            "stamps.pem",
            "-inkey",
            "stamps.key",
            "-chain",
            "root.pem",
            "-out",
            text(&answer),
        ]);
        fs::read(answer).unwrap()
    }

    /// Whether `openssl ts -verify` finds the answer to be about the file.
    pub fn openssl_verifies(&self, file: &Path, answer: &Path) -> bool {
        let output = Command::new("openssl")
            .args(["ts", "-verify", "-data"])
            .arg(file)
            .arg("-in")
            .arg(answer)
            .arg("-CAfile")
            .arg(self.root())
            .output()
            .unwrap();
        output.status.success()
    }

    fn openssl(&self, arguments: &[&str]) {
        let output = Command::new("openssl")
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "openssl {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
