"""El paquete ZIP de Office: sus partes, comprimidas mientras se escriben, y siempre iguales.

De un Word, python-docx arma el cascarón (partes, relaciones, secciones), y lo voluminoso entra como
texto en el lugar de una marca. Las fechas del ZIP se fijan: con la misma entrada, los mismos bytes.
"""

import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from queue import SimpleQueue
from typing import IO, Any, Self, Union

from paac_reportes.errores import ErrorDeMaqueta

Encargo = Callable[[], object]
_PENDIENTES = 8
"""Encargos que esperan a lo sumo: quien deja el que sigue espera a que se haga uno."""


class Compresion:
    """Un hilo que hace en orden lo que se le encarga; al salir de ella, hecho está, y él no queda.

    Donde no hay hilos, como en un navegador, o el sistema no da otro, lo hace quien lo encarga.
    """

    def __init__(self) -> None:
        self._encargos: SimpleQueue[Encargo | None] = SimpleQueue()
        self._lugares = threading.Semaphore(_PENDIENTES)
        self._hilo: threading.Thread | None = None
        self._fallas: list[BaseException] = []
        self._abandonada = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, clase: type[BaseException] | None, *_: object) -> None:
        """Espera a que todo se haga o, si quien escribe falló, lo que queda se abandona."""
        self._abandonada = self._abandonada or clase is not None
        self._encargos.put(None)
        if self._hilo is not None and self._hilo.is_alive():
            self._hilo.join()
        if clase is None and self._fallas:
            raise self._fallas.pop()

    def encargar(self, encargo: Encargo) -> None:
        """Deja un encargo más; la falla de uno de antes sale aquí, o al terminar."""
        if self._fallas:
            raise self._fallas.pop()
        if self._hilo is None:
            # Demonio: al terminar el proceso nadie lo espera, si algo no dejó cerrarlo.
            self._hilo = threading.Thread(target=self._trabajar, daemon=True)
            try:
                self._hilo.start()
            except RuntimeError:
                self._hilo = None
                encargo()
                return
        self._lugares.acquire()
        self._encargos.put(encargo)

    def _trabajar(self) -> None:
        while (encargo := self._encargos.get()) is not None:
            try:
                if not self._abandonada:
                    encargo()
            except BaseException as falla:  # noqa: BLE001 - sale en el hilo que escribe
                self._abandonada = True
                self._fallas.append(falla)
            self._lugares.release()


Pedazos = str | Iterable[str | bytes]
"""Un texto, o los pedazos que lo hacen: lo enorme, por pedazos, nunca está entero en memoria."""

Parte = Union[bytes, Pedazos, "ParteEnCurso"]
"""Contenido de una parte, o ella ya comprimida."""


_EN_XML = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))


def escapar(texto: str, letras: Iterable[tuple[str, str]] = _EN_XML) -> str:
    """Texto como va en un elemento o en un atributo: ``a & b`` → ``a &amp; b``."""
    # ``str.translate`` va letra por letra: sería veinte veces más lento.
    for letra, en_xml in letras:
        if letra in texto:  # ``replace`` cuenta antes cuántas hay, que tarda cinco veces más
            texto = texto.replace(letra, en_xml)
    return texto


def en_atributo(texto: str) -> str:
    """Texto como va en un atributo donde un cambio de renglón no es un espacio."""
    return escapar(texto, (*_EN_XML, ("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")))


_INICIO_DEL_ZIP = (1980, 1, 1, 0, 0, 0)
NIVEL = 4
"""Nivel de compresión: con 6 se tarda más del doble por archivos apenas menores. Con 2, un libro
costaría 4 % menos y pesaría 12 % más, y un Word, 9 % y 15 %, que se guardan y se mandan."""

_GRUPO, _POCO = 2**17, 2**14
"""Letras que se comprimen de una vez; y bytes de la parte que no vale la pena encargar."""

PARTE_DEL_PROGRAMA = "docProps/app.xml"
PROGRAMA = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>paac_reportes</Application></Properties>"
)
"""Quién lo escribió: sin la versión de las bibliotecas, que no decide lo que dice el archivo."""


def sellar(partes: Mapping[str, Parte]) -> bytes:
    """Los bytes de un paquete zip con esas partes; con las mismas, siempre los mismos."""
    salida = io.BytesIO()
    with Compresion() as compresion:
        comprimidas = comprimir(compresion, partes)
    guardar_en(salida, comprimidas)
    return salida.getvalue()


def comprimir(compresion: Compresion, partes: Mapping[str, Parte]) -> dict[str, "ParteEnCurso"]:
    """Las partes de un paquete, comprimidas en esa compresión."""
    return {nombre: en_curso(parte, compresion) for nombre, parte in partes.items()}


def guardar_en(flujo: IO[bytes], partes: Mapping[str, "ParteEnCurso"]) -> None:
    """Escribe en un flujo vacío, que se puede recorrer, el paquete de unas partes comprimidas."""
    with zipfile.ZipFile(flujo, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre, parte in partes.items():
            parte.poner_en(destino, flujo, nombre)


class ParteEnCurso:
    """Parte que se comprime según se escribe: de lo enorme, nunca está todo el texto."""

    def __init__(self, compresion: Compresion) -> None:
        self._compresion = compresion
        self._compresor = zlib.compressobj(NIVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._comprimido: list[bytes] = []
        self._crc = self.largo = 0
        self.etiquetas = self.atributos = 0
        """Cuántas hay en lo ya comprimido; un «=» de un texto cuenta como otro atributo."""
        self._grupo: list[str | bytes] = []  # los pedazos por comprimir de una vez
        self._letras = 0

    def poner(self, pedazos: Iterable[str | bytes]) -> None:
        """Agrega a la parte los pedazos que siguen."""
        for pedazo in pedazos:
            self._grupo.append(pedazo)
            self._letras += len(pedazo)
            if self._letras >= _GRUPO:
                self._comprimir()

    def terminar(self) -> Self:
        """La parte, a la que ya no se agrega nada."""
        self._comprimir(final=True)
        return self

    def poner_en(self, destino: zipfile.ZipFile, flujo: IO[bytes], nombre: str) -> None:
        """Escribe en un paquete la parte ya comprimida; ``flujo``: en el que el paquete va."""
        # ``zipfile`` no recibe lo ya comprimido: entra tal cual, y después se dice qué era.
        entrada = entrada_de_zip(nombre)
        entrada.compress_type = zipfile.ZIP_STORED
        with destino.open(entrada, "w", force_zip64=False) as parte:
            parte.writelines(self._comprimido)
        entrada.compress_type = zipfile.ZIP_DEFLATED
        entrada.CRC, entrada.file_size = self._crc, self.largo
        final = flujo.tell()
        flujo.seek(entrada.header_offset)
        flujo.write(entrada.FileHeader(zip64=False))
        flujo.seek(final)

    def _comprimir(self, *, final: bool = False) -> None:
        """Encarga comprimir lo juntado hasta ahora, y lo cuenta en el largo de la parte.

        ``final``: si ya no sigue nada de la parte.
        """
        datos = _en_bytes(self._grupo)
        self._grupo, self._letras = [], 0
        self.largo += len(datos)
        if final and self.largo <= _POCO:
            self._agregar(datos, final=True)
        else:
            self._compresion.encargar(partial(self._agregar, datos, final=final))

    def _agregar(self, datos: bytes, *, final: bool) -> None:
        """Comprime esos bytes, los guarda y los cuenta; ``final``: son los últimos."""
        # Aquí, y no al encargar: ``crc32`` cede el turno, y quien escribe lo esperaría de vuelta.
        self._crc = zlib.crc32(datos, self._crc)
        self.etiquetas += datos.count(b"<")
        self.atributos += datos.count(b"=")
        self._comprimido.append(self._compresor.compress(datos))
        if final:
            self._comprimido.append(self._compresor.flush())


def en_curso(parte: Parte, compresion: Compresion) -> ParteEnCurso:
    """Una parte terminada; sus bytes son los mismos, venga entera, por pedazos o así."""
    if isinstance(parte, ParteEnCurso):
        return parte
    nueva = ParteEnCurso(compresion)
    nueva.poner((parte,) if isinstance(parte, str | bytes) else parte)
    return nueva.terminar()


def _en_bytes(pedazos: Iterable[str | bytes]) -> bytes:
    """Los pedazos unidos, en UTF-8.

    De a uno: unidos como texto, una letra ancha lo haría pesar el doble.
    """
    juntos: list[Any] = [*pedazos]
    try:
        return b"".join(map(str.encode, juntos))
    except TypeError:  # alguno ya va en bytes
        return b"".join([p if isinstance(p, bytes) else p.encode() for p in juntos])


def en_un_texto(pedazos: Iterable[str | bytes]) -> str:
    """Texto de unos pedazos juntos, que pueden estar ya en bytes."""
    return _en_bytes(pedazos).decode("utf-8")


def entre_marcas(texto: str, marcas: Iterable[str]) -> list[str]:
    """Lo que va antes de cada marca, que está una vez y en ese orden, y lo que va después."""
    pedazos = list[str]()
    for marca in marcas:
        pedazo, hallada, texto = texto.partition(marca)
        if not hallada or marca in texto:
            raise ErrorDeMaqueta(f"{marca!r} no está en su lugar, o está más de una vez")
        pedazos.append(pedazo)
    return [*pedazos, texto]


def entrada_de_zip(nombre: str) -> zipfile.ZipInfo:
    """La entrada de una parte en el ZIP, sin nada del momento ni de la máquina."""
    entrada = zipfile.ZipInfo(nombre, _INICIO_DEL_ZIP)
    entrada.compress_type = zipfile.ZIP_DEFLATED
    entrada.create_system = 0  # que no dependa del sistema operativo
    return entrada
