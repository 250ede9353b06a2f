"""De quién es cada fila de un libro: a cuál de los ya leídos se refiere lo que dice de su dueño.

Uno se nombra por su clave, por su nombre, por su lugar o por unos campos suyos, según lo declare su
hoja; lo que no se sepa de quién es, se dice y no se lee.
"""

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import Any

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.libros.listas import CLAVE, HojaDeLista, dato_de
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.valores import como_se_lee
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Nombrado
from paac_reportes.textos.plano import en_plano


@attrs.define(eq=False)
class Dueno:
    """Dueño de otros: dónde va, y con qué nombran lo suyo las otras hojas."""

    ruta: str
    datos: dict[str, Any]
    dueno: "Dueno | None" = None
    nota: str = ""
    """El lugar que tenía al escribirse el libro, si se nombra por él."""
    numeros: dict[tuple[str, str], int] = attrs.Factory(dict)
    """El lugar de cada uno de los de una lista suya, por ella y el número que el libro le da."""
    por_lista: "dict[str, list[Dueno]]" = attrs.Factory(dict)
    """Dueños de cada lista suya, en su orden."""
    iguales: "dict[tuple[str, Hashable], list[Dueno]]" = attrs.Factory(dict)
    """Dueños de una lista suya que al leerse decían lo mismo, por ella y por sus textos."""

    def ruta_de(self, lista: str) -> str:
        """Ruta de una lista suya."""
        return f"{self.ruta}.{lista}" if self.ruta else lista


def nota_de(fila: FilaDelLibro, antes: str) -> str:
    """Resto de la nota de la fila que empieza así; vacío si no la hay."""
    return next((n.removeprefix(antes) for n in fila.notas if n.startswith(antes)), "")


class Duenos(ABC):
    """Dueños de una lista, y a cuál se refiere una fila de otra hoja."""

    def __init__(self, hoja_de_lista: HojaDeLista, nombrado: Nombrado, por_armar: PorArmar) -> None:
        self._hoja_de_lista, self._nombrado, self._por_armar = hoja_de_lista, nombrado, por_armar
        self._dato = dato_de(nombrado, hoja_de_lista.raiz)
        self.el, self._hoja = nombrado.el, hoja_de_lista.hoja.nombre
        self._nombre = nombrado.el.partition(" ")[2]
        self._o = "a" if nombrado.el.startswith("la ") else "o"
        self._anterior: Any = None

    @abstractmethod
    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Anotación de uno de su propia hoja."""

    @abstractmethod
    def de(self, fila: FilaDelLibro) -> Dueno | None:
        """Dueño de una fila; ``None``, y la falla dicha, si no se sabe."""

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self._anterior = None


_ANOTADA = 2
"""De los nombres de uno (su clave, su referencia, la anotada y lo que dice), cuál es ésa."""


class PorClave(Duenos):
    """Dueños que se nombran por una clave que es de uno solo en todo el libro."""

    def __init__(self, hoja_de_lista: HojaDeLista, nombrado: Nombrado, por_armar: PorArmar) -> None:
        super().__init__(hoja_de_lista, nombrado, por_armar)
        self._por_nombre: list[dict[str, list[Dueno]]] = []

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Lo nombran su clave, su referencia o lo que dice."""
        clave = leer_fecha_o_texto(fila.valor(CLAVE)) if CLAVE in fila.columnas else None
        nota = nota_de(fila, f"{self._dato}=")
        referencia, *demas = (objeto.datos.get(campo) for campo in self._nombrado.campos)
        nombres = (clave, referencia, nota, *demas)
        self._por_nombre = self._por_nombre or [{} for _ in nombres]
        for conocidos, nombre in zip(self._por_nombre, nombres, strict=True):
            if plano := en_plano(str(nombre or "")):
                conocidos.setdefault(plano, []).append(objeto)
        self._por_armar.siguen.add(fila.lugar_de(CLAVE))

    def de(self, fila: FilaDelLibro) -> Dueno | None:
        """Dueño que se llama así; si la fila lo calla, el de la de arriba."""
        nombre = leer_fecha_o_texto(fila.valor(self._dato))
        celda = fila.lugar_de(self._dato)
        self._por_armar.siguen.add(celda)
        if nombre is None and self._anterior is not None:
            motivo = f"en blanco: se tomó {self.el} de la fila de arriba"
            self._por_armar.avisar("dato_de_arriba", fila.lugar, motivo)
            arriba: Dueno = self._anterior
            return arriba
        plano = en_plano(str(nombre or ""))
        por_nombre = [conocidos.get(plano, []) for conocidos in self._por_nombre]
        objetos = next(filter(None, por_nombre), [])
        if len(objetos) != 1:
            self._decir_que_no_se_sabe(nombre, len(objetos), celda)
            return None
        self._comparar_con_lo_anotado(nombre, por_nombre, celda)
        self._anterior = objetos[0]
        return objetos[0]

    def _decir_que_no_se_sabe(self, nombre: Any, cuantos: int, celda: str) -> None:
        hay = f"hay {cuantos} que se llaman así" if cuantos else f"ningun{self._o} se llama así"
        motivo = (
            f"no se sabe de qué {self._nombre} es: llegó {mostrar(nombre)} y en la hoja"
            f" {self._hoja} {hay}"
        )
        self._por_armar.fallar("fila_sin_lugar", celda, motivo)

    def _comparar_con_lo_anotado(
        self, nombre: Any, por_nombre: list[list[Dueno]], celda: str
    ) -> None:
        """Una referencia que cambió después de escribirse el libro se dice."""
        objetos, anotados = next(filter(None, por_nombre)), por_nombre[_ANOTADA]
        articulo = "la" if self._o == "a" else "el"
        if len(anotados) == 1 and anotados[0] is not objetos[0]:
            motivo = (
                f"{mostrar(nombre)} era otr{self._o} {self._nombre} cuando el libro se escribió; la"
                f" fila quedó en {articulo} que hoy se llama así"
            )
            self._por_armar.avisar("lectura_dudosa", celda, motivo)
        elif objetos == anotados and not any(por_nombre[:_ANOTADA]):
            campo = CATALOGO[f"{self._hoja_de_lista.raiz}.{self._nombrado.campos[0]}"].en_frase
            motivo = f"{mostrar(nombre)} ya no es su {campo}: se leyó como {articulo} que la tenía"
            self._por_armar.avisar("nombre_parecido", celda, motivo)


Cual = tuple[str | None, str]
"""Un nombre y, de los que se llaman igual, cuál."""


class PorNombre(Duenos):
    """Dueños que se nombran por su nombre; el que no esté en su hoja se agrega."""

    def __init__(
        self,
        hoja_de_lista: HojaDeLista,
        nombrado: Nombrado,
        por_armar: PorArmar,
        agregar: Callable[[dict[str, Any]], Dueno],
    ) -> None:
        super().__init__(hoja_de_lista, nombrado, por_armar)
        self._agregar = agregar
        self._campo = nombrado.campos[0]
        self._conocidos: dict[Cual, Dueno] = {}

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """El primero que se llama así es del que son las filas que lo nombran."""
        nombre = objeto.datos.get(self._campo)
        clave = nombre, nota_de(fila, f"{self._hoja_de_lista.raiz}#")
        if clave in self._conocidos:
            motivo = f"ya hay otr{self._o} {self._nombre} {mostrar(nombre)}: lo suyo es del primero"
            self._por_armar.avisar("fila_repetida", fila.lugar, motivo)
        self._conocidos.setdefault(clave, objeto)

    def de(self, fila: FilaDelLibro) -> Dueno:
        """Dueño que se llama así, o casi; si la fila lo calla, el de la de arriba."""
        clave = self._cual(fila, self._anterior)
        self._por_armar.siguen.add(fila.lugar_de(self._dato))
        if clave is None:
            return self._de_nadie
        self._anterior = clave
        return self._conocidos[clave]

    @functools.cached_property
    def _de_nadie(self) -> Dueno:
        """Dueño de las filas que no dicen de quién son: lo que dicen también se revisa.

        El libro que las trae no se lee: a nadie le llega.
        """
        return self._agregar({self._campo: "?"})

    def _cual(self, fila: FilaDelLibro, anterior: Cual | None) -> Cual | None:
        """Clave del dueño que la fila nombra, que se agrega si no está; ``None`` si no se sabe."""
        nombre = leer_fecha_o_texto(fila.valor(self._dato))
        if nombre is None and anterior is not None:
            de_arriba = f"{self._nombre} {mostrar(anterior[0])}"
            motivo = f"en blanco: se tomó lo de la fila de arriba ({de_arriba})"
            self._por_armar.avisar("dato_de_arriba", fila.lugar, motivo)
            return anterior
        clave = nombre, nota_de(fila, f"{self._hoja_de_lista.raiz}#")
        if clave in self._conocidos:
            return clave
        if nombre is None:
            motivo = (
                f"falta decir de qué {self._nombre} es; se esperaba un{self._o} de la hoja"
                f" {self._hoja}"
            )
            self._por_armar.fallar("fila_sin_lugar", fila.lugar_de(self._dato), motivo)
            return None
        parecidos = [u for u in self._conocidos if en_plano(u[0]) == en_plano(nombre)]
        if len(parecidos) == 1:
            motivo = f"{nombre!r} se leyó como {parecidos[0][0]!r}, el de la hoja {self._hoja}"
            if nombre != parecidos[0][0]:
                self._por_armar.avisar("nombre_parecido", fila.lugar, motivo)
            return parecidos[0]
        motivo = f"{self.el} {nombre!r} no está en la hoja {self._hoja}: se agregó"
        self._por_armar.avisar(self._nombrado.si_falta, fila.lugar, motivo)
        self._conocidos[clave] = nuevo = self._agregar({self._campo: nombre})
        self._por_armar.lugares |= {
            nuevo.ruta: fila.lugar,
            f"{nuevo.ruta}.{self._campo}": fila.lugar_de(self._dato),
        }
        return clave


class _Adentro(Duenos):
    """Dueños que se nombran dentro de quien los contiene, que también se nombra."""

    def __init__(
        self,
        hoja_de_lista: HojaDeLista,
        nombrado: Nombrado,
        por_armar: PorArmar,
        de_afuera: Callable[[FilaDelLibro], Dueno | None],
        el_de_afuera: str,
    ) -> None:
        super().__init__(hoja_de_lista, nombrado, por_armar)
        self._de_afuera, self._el_de_afuera = de_afuera, el_de_afuera

    def de(self, fila: FilaDelLibro) -> Dueno | None:
        """Dueño que se llama así dentro de quien lo contiene."""
        afuera = self._de_afuera(fila)
        if afuera is None:
            return None
        objeto = self.entre(afuera, fila)
        if objeto is None:
            self._decir_que_no_esta(fila)
        return objeto

    @abstractmethod
    def entre(self, afuera: Dueno, fila: FilaDelLibro) -> Dueno | None:
        """De los de uno, el que la fila nombra."""

    @abstractmethod
    def _decir_que_no_esta(self, fila: FilaDelLibro) -> None: ...


class PorLugar(_Adentro):
    """Dueños que se nombran por su número o, si no lo llevan, por su lugar."""

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Anotación de uno; el que no lleva número y cambió de lugar se dice."""
        objeto.nota = nota_de(fila, f"{self._hoja_de_lista.raiz}#")
        assert objeto.dueno is not None  # noqa: S101 - el lugar es en quien lo contiene
        lugar = len(objeto.dueno.por_lista[self._hoja_de_lista.contenido.nombre])
        if objeto.nota and objeto.nota != str(lugar):
            nombre_de_afuera = self._el_de_afuera.partition(" ")[2]
            motivo = (
                f"era {self.el} {objeto.nota} de su {nombre_de_afuera} y quedó de {lugar}; los"
                " seguimientos lo nombran por su lugar: revíselos"
            )
            self._por_armar.avisar("filas_movidas", fila.lugar, motivo)

    def entre(self, afuera: Dueno, fila: FilaDelLibro) -> Dueno | None:
        """Dueño que tenía ese lugar, el de ese número o el que hoy está en él."""
        self._por_armar.siguen.add(fila.lugar_de(self._dato))
        plano = en_plano(str(leer_fecha_o_texto(fila.valor(self._dato)) or ""))
        objetos = afuera.por_lista.get(self._hoja_de_lista.contenido.nombre, [])
        campo = self._nombrado.campos[0]
        for candidatos in (
            [uno for uno in objetos if uno.nota == plano != ""],
            [uno for uno in objetos if en_plano(uno.datos.get(campo)) == plano != ""],
            [uno for lugar, uno in enumerate(objetos, 1) if str(lugar) == plano],
        ):
            if len(candidatos) == 1:
                return candidatos[0]
        return None

    def _decir_que_no_esta(self, fila: FilaDelLibro) -> None:
        nombre = mostrar(leer_fecha_o_texto(fila.valor(self._dato)))
        un = "una" if self._o == "a" else "un"
        motivo = f"{self._el_de_afuera} no tiene {un} {self._nombre} {nombre}"
        self._por_armar.fallar("fila_sin_lugar", fila.lugar_de(self._dato), motivo)


class PorCampos(_Adentro):
    """Dueños que se nombran por lo que dicen unos campos suyos."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        clase, raiz = self._hoja_de_lista.contenido.clase, self._hoja_de_lista.raiz
        columnas = {una.dato: una for una in self._hoja_de_lista.propias}
        self._columnas = [
            (columnas[f"{raiz}.{campo}"], attrs.fields_dict(clase)[campo].default)
            for campo in self._nombrado.campos
        ]

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """El primero que dice lo mismo es del que son las filas que lo nombran."""
        objeto.nota = self._lo_que_dice(fila, de_su_dueno=False)

    def _lo_que_dice(self, fila: FilaDelLibro, *, de_su_dueno: bool) -> str:
        """Como se compara; el campo que lo calla dice lo que el modelo toma sin él."""
        valores = (
            (como_se_lee(fila, columna, de_su_dueno=de_su_dueno), falta)
            for columna, falta in self._columnas
        )
        return "\n".join(
            str(dicho or ("" if falta is attrs.NOTHING else falta)) for dicho, falta in valores
        )

    def entre(self, afuera: Dueno, fila: FilaDelLibro) -> Dueno | None:
        """El primero que dice lo mismo."""
        self._por_armar.siguen |= {fila.lugar_de(columna.dato) for columna, _ in self._columnas}
        texto = self._lo_que_dice(fila, de_su_dueno=True)
        objetos = afuera.por_lista.get(self._hoja_de_lista.contenido.nombre, ())
        return next((uno for uno in objetos if uno.nota == texto), None)

    def _decir_que_no_esta(self, fila: FilaDelLibro) -> None:
        motivo = f"{self._el_de_afuera} no tiene en la hoja {self._hoja} {self.el}"
        self._por_armar.fallar("fila_sin_lugar", fila.lugar, motivo)
