# Completion of ibid in bash. The program quotes what may be typed; nothing is expanded here.
_ibid() {
    local breaks=${COMP_WORDBREAKS-$' \t\n"\'@><=;|&(:'} first reply
    COMPREPLY=()
    {
        IFS= read -r first
        while IFS= read -r reply; do
            COMPREPLY+=("$reply")
        done
    } < <(command ibid complete bash -- "$breaks" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $first in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        open) compopt -o nospace ;;
    esac 2>/dev/null
}
complete -F _ibid ibid
