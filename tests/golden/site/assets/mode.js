// Before anything is drawn: the mode that the reader chose last, if any.
try {
  const mode = localStorage.getItem("mode");
  if (mode === "light" || mode === "dark") document.documentElement.dataset.mode = mode;
} catch { /* storage may be forbidden; then the system's choice holds */ }
